import { assertEquals } from "@std/assert";
import { describeFileError, isDiskFull } from "../../files/file_error.ts";

/** What Deno throws: an error with the system's code. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: open '/secret/path'`), { code });
}

Deno.test("describeFileError() never repeats the path that the system names", () => {
  for (const code of ["ENOENT", "EACCES", "EWHATEVER"]) {
    assertEquals(describeFileError(systemError(code)).includes("secret"), false);
  }
});

Deno.test("describeFileError() says what happened for a real missing file", async () => {
  const thrown = await Deno.stat("no/such/file").catch((error) => error);
  assertEquals(describeFileError(thrown), "it does not exist");
});

Deno.test("describeFileError() has words for anything thrown", () => {
  assertEquals(describeFileError(undefined), "the system refuses it");
  assertEquals(describeFileError("text"), "the system refuses it");
  assertEquals(
    describeFileError(new Deno.errors.NotCapable("x")),
    "this program has no permission for it",
  );
});

Deno.test("isDiskFull() knows a full device and a used-up quota", () => {
  assertEquals(isDiskFull(systemError("ENOSPC")), true);
  assertEquals(isDiskFull(systemError("EDQUOT")), true);
  assertEquals(isDiskFull(systemError("EACCES")), false);
});
