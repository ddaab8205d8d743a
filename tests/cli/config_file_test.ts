import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { parseConfig, readPresets } from "../../cli/config_file.ts";
import { InputError } from "../../errors.ts";

Deno.test("parseConfig() gives the recipes by name", () => {
  const presets = parseConfig('{"presets": {"web": "resize:1600,sharpen", "__proto__": "blur"}}');
  assertEquals(Object.keys(presets), ["web", "__proto__"]);
  assertEquals(presets.web, "resize:1600,sharpen");
  assertEquals(parseConfig("{}"), Object.create(null));
});

Deno.test("parseConfig() gives no recipe under a name that nobody wrote", () => {
  assertEquals(parseConfig("{}").toString, undefined);
});

const REFUSALS = [
  ["{", "malformed"],
  ["[]", "must be a JSON object"],
  ["null", "must be a JSON object"],
  ['{"preset": {}}', "did you mean 'presets'"],
  ['{"presets": []}', "must be an object"],
  ['{"presets": {"web": 5}}', "preset 'web'"],
] as const;

for (const [text, message] of REFUSALS) {
  Deno.test(`parseConfig() refuses ${text}`, () => {
    const error = assertThrows(() => parseConfig(text), InputError, message);
    assertEquals(error.code, "bad_option");
    assertStringIncludes(
      assertThrows(() => parseConfig(text, "my.json"), InputError).message,
      "'my.json'",
    );
  });
}

Deno.test("readPresets() refuses a file that is named and missing", async () => {
  await assertRejects(
    () => readPresets("no/such/file.json"),
    InputError,
    "'no/such/file.json' as it does not exist",
  );
});
