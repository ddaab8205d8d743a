import { assertEquals, assertStringIncludes } from "@std/assert";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { pixelpool } from "./pixelpool.ts";

/** What is wrong, the arguments after `process a.jpg -o out`, the code, and a part of the message. */
const REFUSALS: readonly (readonly [string, readonly string[], string, string])[] = [
  ["an unknown filter", ["-f", "blurr:2"], "unknown_filter", "did you mean 'blur'"],
  ["a misspelt parameter", ["-f", "blur:sigm=2"], "invalid_param", "did you mean 'sigma'"],
  ["NaN", ["-f", "blur:sigma=NaN"], "invalid_param", "'sigma'"],
  ["Infinity", ["-f", "blur:sigma=Infinity"], "invalid_param", "'sigma'"],
  ["a negative value", ["-f", "blur:sigma=-1"], "invalid_param", "current value is -1"],
  ["a huge value", ["-f", "blur:sigma=1e9"], "invalid_param", "from 0.2 to 100"],
  ["an empty recipe", ["--filters", " "], "bad_recipe", "it is empty"],
  ["an empty step", ["-f", "blur,,edges"], "bad_recipe", "step 2 is empty"],
  ["no recipe", [], "bad_option", "no recipe is given"],
  ["an unknown preset", ["--preset", "web"], "bad_recipe", "'@web' is no preset"],
  ["a missing config file", ["--preset", "web", "--config", "no.json"], "bad_option", "not exist"],
  ["a misspelt option", ["-f", "blur", "--qualty", "5"], "bad_option", "did you mean '--quality'"],
  ["a bad time", ["-f", "blur", "--timeout", "soon"], "bad_option", "--timeout"],
];

for (const [what, args, code, message] of REFUSALS) {
  Deno.test(`process refuses ${what} with exit 2 and writes nothing`, async () => {
    await using folder = await temporaryFolder();
    await writePicture(`${folder.path}/a.jpg`);
    const all = ["process", "a.jpg", "-o", "out", ...args];
    const [plain, json] = await Promise.all([
      pixelpool(folder.path, all),
      pixelpool(folder.path, [...all, "--json"]),
    ]);
    assertEquals([plain.code, plain.stdout, json.code, json.stderr], [2, "", 2, ""]);
    assertStringIncludes(plain.stderr, message);
    const { version, error } = JSON.parse(json.stdout);
    assertEquals([version, error.code], [1, code]);
    assertStringIncludes(error.message, message);
    assertEquals(namesIn(folder.path), ["a.jpg"]);
  });
}

Deno.test("process refuses outputs that cannot be, with exit 2 and before any work", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/sub`);
  await writePicture(`${root}/a.jpg`);
  await writePicture(`${root}/sub/a.jpg`);
  await Deno.writeTextFile(`${root}/file`, "old");
  const before = await Deno.readFile(`${root}/a.jpg`);
  const cases = [
    [["a.jpg", "-o", "file"], "it is a file, not a folder"],
    [["a.jpg", "-o", "file/out"], "not a folder"],
    [["a.jpg", "-o", "."], "one of the inputs"],
    [["a.jpg", "-o", "a.jpg"], "one of the inputs"],
    [["a.jpg", "sub", "-o", "out"], "two pictures"],
    [["a.jpg", "sub/a.jpg", "-o", "x.png"], "into one file"],
    [["a.jpg", "-o", "x.heic"], "formats are jpeg, png"],
  ] as const;
  await Promise.all(cases.map(async ([args, message]) => {
    const { code, stdout, stderr } = await pixelpool(root, ["process", ...args, "-f", "blur"]);
    assertEquals([args, code, stdout], [args, 2, ""]);
    assertStringIncludes(stderr, message);
  }));
  assertEquals(namesIn(root), ["a.jpg", "file", "sub"]);
  assertEquals(await Deno.readFile(`${root}/a.jpg`), before);
});
