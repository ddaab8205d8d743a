import { assert, assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";
import { codecFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { convert } from "../../mod.ts";
import { loadPlugin } from "../../filters/plugin.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

/** Longer than any of them takes, also on a busy machine. */
const RUN_MS = 120_000;

const PHOTOS = new URL("../../fixtures/photos/", import.meta.url);
const MOUNTAINS = fileURLToPath(new URL("mountains.jpg", PHOTOS));

/** Runs an example by the command in its head, with these arguments. */
async function example(
  name: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const file = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
  const command = /deno (run .*?) examples\//.exec(await Deno.readTextFile(file));
  assert(command !== null, `${name} says how it is run`);
  const flags = command[1].split(" ").slice(1);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", ...flags, file, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await deadline(process.output(), RUN_MS);
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

Deno.test("01_one_image.ts writes the picture, and prints the code of an error", async () => {
  await using folder = await temporaryFolder();
  const output = `${folder.path}/small.png`;
  const { code, out, err } = await example("01_one_image.ts", MOUNTAINS, output);
  assertEquals([code, err], [0, ""]);
  assert(out.startsWith("320x213 in "), out);
  const expected = await convert(
    await Deno.readFile(MOUNTAINS),
    "resize:320,sharpen:sigma=2",
    { format: "png" },
  );
  assertEquals(await Deno.readFile(output), expected.bytes);

  const noPicture = `${folder.path}/note.jpg`;
  await Deno.writeTextFile(noPicture, "no picture");
  const failed = await example("01_one_image.ts", noPicture, output);
  assertEquals(failed.code, 1);
  assert(failed.err.startsWith("unsupported_format: Cannot "), failed.err);
});

Deno.test("02_batch_with_progress_and_cancel.ts converts what can be and names what cannot", async () => {
  await using folder = await temporaryFolder();
  const absent = `${folder.path}/absent.jpg`;
  const inputs = ["city.jpg", "fabric.jpg", "map.jpg"].map((name) =>
    fileURLToPath(new URL(name, PHOTOS))
  );
  const { code, out, err } = await example(
    "02_batch_with_progress_and_cancel.ts",
    folder.path,
    ...inputs,
    absent,
  );
  assertEquals(code, 1);
  assertEquals(
    out.split("\n").slice(0, 4),
    ["1 of 4", "2 of 4", "3 of 4", "4 of 4"],
  );
  assert(out.endsWith("3 written, 0 cancelled\n"), out);
  assert(err.includes(`${absent}: failed: NotFound`), err);
  assertEquals(namesIn(folder.path), ["0.jpg", "1.jpg", "2.jpg"]);
  for (const [index, input] of inputs.entries()) {
    const expected = await convert(await Deno.readFile(input), "resize:200,sharpen");
    assertEquals(await Deno.readFile(`${folder.path}/${index}.jpg`), expected.bytes);
  }
});

Deno.test("02_batch_with_progress_and_cancel.ts stops at Ctrl-C and leaves no half picture", async () => {
  await using folder = await temporaryFolder();
  const file = fileURLToPath(
    new URL("../../examples/02_batch_with_progress_and_cancel.ts", import.meta.url),
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--allow-read",
      "--allow-write",
      file,
      folder.path,
      ...Array(2000).fill(MOUNTAINS),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
    env: { NO_COLOR: "1" },
  }).spawn();
  let out = "";
  let isStopped = false;
  async function read(): Promise<void> {
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      out += chunk;
      if (isStopped || !out.includes("2 of 2000")) continue;
      isStopped = true;
      child.kill("SIGINT");
    }
  }
  try {
    await deadline(read(), RUN_MS);
    assertEquals((await deadline(child.status, RUN_MS)).code, 1);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  const cancelled = /\d+ written, (\d+) cancelled/.exec(out);
  assert(cancelled !== null && Number(cancelled[1]) <= 4, out);
  for (const name of namesIn(folder.path)) {
    assertEquals(sniff(await Deno.readFile(`${folder.path}/${name}`)).width, 200);
  }
});

Deno.test("03_raw_pixels_on_the_pool.ts writes the edges of its rings", async () => {
  await using folder = await temporaryFolder();
  const output = `${folder.path}/edges.ppm`;
  const { code, out, err } = await example("03_raw_pixels_on_the_pool.ts", output);
  assertEquals([code, err], [0, ""]);
  assert(out.startsWith("task 1 on worker 1"), out);
  const bytes = await Deno.readFile(output);
  const header = "P6 240 160 255\n";
  assertEquals(new TextDecoder().decode(bytes.subarray(0, header.length)), header);
  assertEquals(bytes.length, header.length + 240 * 160 * 3);
  // The middle of the rings is flat, their slopes are not.
  const red = (x: number, y: number): number => bytes[header.length + 3 * (y * 240 + x)];
  assert(red(120, 80) < 60 && red(130, 80) + red(133, 80) > 100, `${red(120, 80)}`);
});

Deno.test("04_own_filter.ts gives the bytes that its filter gives on this thread", async () => {
  await using folder = await temporaryFolder();
  const output = `${folder.path}/dots.png`;
  const { code, out, err } = await example("04_own_filter.ts", MOUNTAINS, output);
  assertEquals([code, err, out], [0, "", "halftone: Draw the picture with black dots on white\n"]);
  await loadPlugin(import.meta.resolve("../../examples/halftone.ts"));
  const bytes = await Deno.readFile(output);
  const expected = await convert(
    await Deno.readFile(MOUNTAINS),
    "resize:400,halftone:size=6",
    { format: "png" },
  );
  assertEquals(bytes, expected.bytes);
  const pixels = await (await codecFor("png")).decode(bytes);
  assertEquals([...new Set(pixels.data)].sort(), [0, 255]);
});
