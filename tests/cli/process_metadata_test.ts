import { assert, assertEquals, assertThrows } from "@std/assert";
import { readProcessOptions } from "../../cli/process_options.ts";
import { readMetadata } from "../../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../../codecs/metadata/write_metadata.ts";
import { InputError } from "../../errors.ts";
import { exifFile, P3_PROFILE, profile, short } from "../codecs/metadata/metadata_files.ts";
import { sampleJpeg } from "../codecs/jpeg_file.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { pixelpool } from "./pixelpool.ts";

const EXIF = exifFile({ image: [short(0x0112, 6)], place: [short(0x0001, 7)] });

async function write(path: string, icc: Uint8Array): Promise<void> {
  const metadata = { icc, exif: EXIF };
  const { bytes } = writeMetadata(await sampleJpeg(), "jpeg", { metadata, notes: [] });
  await Deno.writeFile(path, bytes);
}

/** Kinds that a result holds. */
async function kindsIn(path: string): Promise<string[]> {
  const request = { choice: "keep", output: { width: 1, height: 1 } } as const;
  const { metadata } = readMetadata(await Deno.readFile(path), "webp", request);
  return Object.keys(metadata);
}

Deno.test("pixelpool process --metadata decides what results carry, icc by default", async () => {
  await using folder = await temporaryFolder();
  await write(`${folder.path}/in.jpg`, P3_PROFILE);
  const cases = { default: [], icc: ["icc"], keep: ["keep"], strip: ["strip"] };
  const kinds = { default: ["icc"], icc: ["icc"], keep: ["icc", "exif"], strip: [] };
  for (const [name, choice] of Object.entries(cases)) {
    const option = choice.map((text) => `--metadata=${text}`);
    const args = ["process", "in.jpg", "-f", "resize:20", "-o", `${name}.webp`, ...option];
    const { code, stderr } = await pixelpool(folder.path, args);
    assertEquals(code, 0, stderr);
    const found = await kindsIn(`${folder.path}/${name}.webp`);
    assertEquals(found, kinds[name as keyof typeof kinds], name);
  }
});

Deno.test("pixelpool process notes a profile that it leaves out", async () => {
  await using folder = await temporaryFolder();
  await write(`${folder.path}/in.jpg`, profile({ space: "CMYK" }));
  const { code, stdout } = await pixelpool(folder.path, [
    ...["process", "in.jpg", "-f", "resize:20", "-o", "out.webp"],
  ]);
  assertEquals(code, 0);
  const note = "note: The colour profile was left out as it describes CMYK colours";
  assert(stdout.includes(note), stdout);
});

Deno.test("readProcessOptions() names the choices of --metadata when it is given another", () => {
  assertThrows(
    () => readProcessOptions(["a.jpg", "--metadata", "all"]),
    InputError,
    "icc, keep, strip",
  );
});
