import {
  assertEquals,
  assertGreater,
  assertLess,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { encodeOptions } from "../../cli/options/encoding.ts";
import { readProcessOptions } from "../../cli/process_options.ts";
import { decoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { InputError } from "../../errors.ts";
import { writePicture } from "../picture.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { pixelpool } from "./pixelpool.ts";

Deno.test("readProcessOptions() reads how results are encoded", () => {
  const options = readProcessOptions([
    ...["a.png", "-f", "blur", "--format", "webp", "--quality", "70", "--lossless"],
    ...["--effort", "3", "--background", "#ff8000", "--precise"],
  ]);
  assertEquals(encodeOptions(options), {
    quality: 70,
    lossless: true,
    effort: 3,
    progressive: false,
    background: [255, 128, 0],
  });
  assertEquals(options.precise, true);
  const plain = readProcessOptions(["a.png", "-f", "blur"]);
  assertEquals(encodeOptions(plain), {
    quality: undefined,
    lossless: false,
    effort: undefined,
    progressive: false,
    background: [255, 255, 255],
  });
  assertEquals(plain.precise, false);
  assertEquals(readProcessOptions(["a", "--format", "tif", "--codec", "sharp"]).format, "tiff");
});

for (
  const [args, message] of [
    [["--effort", "10"], "--effort as it must be a whole number from 0 to 9: current value is 10"],
    [["--background", "white"], "--background as it must be a colour such as #ffffff"],
    [["--format", "jpeg", "--lossless"], "'lossless' is asked for: it is for PNG, WebP, AVIF"],
    [["--format", "png", "--progressive"], "'progressive' is asked for: it is for JPEG"],
    [["--format", "gif"], "Cannot write gif by default"],
    [["--format", "bmp", "--codec", "sharp"], "does not write bmp"],
    [["--format", "heic"], "one of jpeg, png, webp, avif, gif, bmp, tiff"],
  ] as const
) {
  Deno.test(`readProcessOptions() refuses ${args.join(" ")}`, () => {
    assertThrows(() => readProcessOptions(["a.png", ...args]), InputError, message);
  });
}

Deno.test("process writes WebP and AVIF, and reads them again", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const run = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await pixelpool(folder.path, ["process", ...args]);
    assertEquals(code, 0, stderr);
  };
  await run("a.jpg", "-f", "grayscale", "-o", "a.avif", "--effort", "0");
  await run("a.avif", "-f", "flip", "--format", "webp", "--lossless", "-o", "out");
  const bytes = await Deno.readFile(`${folder.path}/out/a.webp`);
  assertEquals([sniff(bytes).format, sniff(bytes).width], ["webp", 48]);
  const { data } = await (await decoderFor("webp")).decode(bytes);
  assertEquals(data.every((value, i) => i % 4 === 3 || value === data[i - i % 4]), true);
});

Deno.test("process refuses --lossless before any work when some results are JPEG", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  await writePicture(`${folder.path}/b.png`, { format: "png" });
  const args = ["process", ".", "-f", "blur", "-o", "out", "--lossless"];
  const { code, stdout, stderr } = await pixelpool(folder.path, args);
  assertEquals([code, stdout], [2, ""]);
  assertStringIncludes(stderr, "Cannot write JPEG as 'lossless' is asked for");
});

Deno.test("process lays results over --background and writes them --progressive", async () => {
  await using folder = await temporaryFolder();
  const clear = { width: 8, height: 8, data: new Uint8ClampedArray(256) };
  const { encoderFor } = await import("../../codecs/registry.ts");
  const png = await (await encoderFor("png")).encode(clear, { background: [0, 0, 0] });
  await Deno.writeFile(`${folder.path}/clear.png`, png);
  const { code, stderr } = await pixelpool(folder.path, [
    ...["process", "clear.png", "-f", "flip", "-o", "out.jpg"],
    ...["--background", "#c86432", "--progressive", "--quality", "100"],
  ]);
  assertEquals(code, 0, stderr);
  const jpeg = await Deno.readFile(`${folder.path}/out.jpg`);
  assertGreater(sniff(jpeg).scans, 1);
  const [red, green, blue] = (await (await decoderFor("jpeg")).decode(jpeg)).data;
  const off = Math.max(Math.abs(red - 200), Math.abs(green - 100), Math.abs(blue - 50));
  assertLess(off, 3);
});

Deno.test("process --codec sharp writes what only sharp writes", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const { code, stderr } = await pixelpool(folder.path, [
    ...["process", "a.jpg", "-f", "resize:20", "-o", "a.gif", "--codec", "sharp"],
  ]);
  assertEquals(code, 0, stderr);
  assertEquals(sniff(await Deno.readFile(`${folder.path}/a.gif`)).width, 20);
});

Deno.test("process --explain says how much smaller a picture is decoded, unless it is --precise", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`, { width: 400, height: 300 });
  const explain = async (...more: string[]) => {
    const args = ["process", "a.jpg", "-f", "resize:40", "--explain", ...more];
    return (await pixelpool(folder.path, args)).stdout;
  };
  assertStringIncludes(await explain(), "100x75, 1/4 of 400x300");
  assertEquals(JSON.parse(await explain("--json")).costliest.decode_shrink, 4);
  assertEquals((await explain("--precise")).includes("1/4"), false);
});

Deno.test("process says once which options change nothing", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const { stderr } = await pixelpool(folder.path, [
    ...["process", "a.jpg", "-f", "blur", "-o", "out", "--effort", "3"],
  ]);
  assertStringIncludes(stderr, "--effort changes nothing here: JPEG takes no notice of it");
});
