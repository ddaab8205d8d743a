import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import {
  deserializeError,
  ERROR_RULES,
  errorCode,
  InputError,
  InternalError,
  isAbort,
  LimitError,
  serializeError,
} from "../errors.ts";

Deno.test("deserializeError() gives back class, code and message after a structured clone", () => {
  const error = new LimitError("too_many_pixels", "Cannot accept image as it is too large");
  const copy = deserializeError(structuredClone(serializeError(error)));
  assertInstanceOf(copy, LimitError);
  assertEquals(copy.code, "too_many_pixels");
  assertEquals(copy.message, error.message);
});

Deno.test("deserializeError() keeps an abort an AbortError", () => {
  const copy = deserializeError(serializeError(new DOMException("stop", "AbortError")));
  assertInstanceOf(copy, DOMException);
  assert(isAbort(copy));
});

Deno.test("deserializeError() calls whatever is not ours an internal error", () => {
  for (const thrown of [new TypeError("x is undefined"), 42, "text", undefined]) {
    const copy = deserializeError(serializeError(thrown));
    assertInstanceOf(copy, InternalError);
    assertEquals(copy.code, "internal_error");
  }
});

Deno.test("deserializeError() does not trust a code it does not know", () => {
  const forged = { name: "InputError", message: "m", code: "toString" as never };
  assertEquals(errorCode(deserializeError(forged)), "internal_error");
});

Deno.test("ERROR_RULES sends every usage error to exit 2 and status 400", () => {
  for (const code of ["unknown_filter", "invalid_param", "bad_recipe", "bad_option"] as const) {
    assertEquals(ERROR_RULES[code], { status: 400, exit: 2, retry: false });
    assertEquals(errorCode(new InputError(code, "m")), code);
  }
});
