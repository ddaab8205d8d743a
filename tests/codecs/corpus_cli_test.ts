import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { ERROR_RULES } from "../../errors.ts";
import { jsonReport, pixelpool } from "../cli/pixelpool.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { corpusFile, type Entry, readManifest } from "./corpus.ts";
import { expectedVerdict } from "./corpus_known.ts";

const manifest = readManifest();
const missing = manifest.length === 0;
const remark = missing ? " (SKIPPED: ../shared/corpus is not there)" : "";

/** No picture may take longer, in ms, nor the process hold more, in bytes. */
const DEADLINE = 5_000;
const MOST_MEMORY = 1e9;

/** Faults of ours, and of time. */
const NO_REFUSALS = [
  "internal_error",
  "worker_crashed",
  "poison_task",
  "task_timeout",
  "read_failed",
];

/** One pixel wide: 800 wide it would be 800,000 high. */
const TOO_HIGH = "tricky/jpeg-reftest/grayscale_long.jpg";

type File = ReturnType<typeof jsonReport>["files"][number];

Deno.test({
  name: `pixelpool process settles every file of the corpus in one run${remark}`,
  ignore: missing,
  async fn() {
    await using folder = await temporaryFolder();
    // By number, since names say nothing of formats, and some differ in their extension only.
    const names = manifest.map((_, i) => String(i).padStart(4, "0"));
    await Deno.mkdir(`${folder.path}/in`);
    await Promise.all(
      manifest.map((entry, i) => Deno.copyFile(corpusFile(entry), `${folder.path}/in/${names[i]}`)),
    );
    await Deno.writeTextFile(`${folder.path}/list`, names.map((name) => `in/${name}`).join("\n"));
    const ended = await pixelpool(folder.path, [
      ...["process", "@list", "-f", "resize:800", "--format", "png", "--json"],
      ...["--mode", "workers", "--workers", "1", "--out", "out"],
    ]);
    assertEquals(ended.code, 1, ended.stderr);
    const { files, summary } = jsonReport(ended);
    assertEquals(files.map(({ input }) => input.slice(-4)), names);
    for (const [i, file] of files.entries()) await checkFile(manifest[i], file, folder.path);
    assertGreater(summary.completed, 480);
    assertLess(summary.peak_rss_bytes, MOST_MEMORY);
  },
});

async function checkFile(entry: Entry, file: File, folder: string): Promise<void> {
  const { status, code = "", message = "", ms } = file;
  const what = `${entry.file}: ${status} ${code} ${message}`;
  assertLess(ms.decode + ms.filter + ms.encode, DEADLINE, what);
  if (status === "failed") {
    assert(Object.hasOwn(ERROR_RULES, code) && !NO_REFUSALS.includes(code), what);
    assert(/^Cannot .*[^.]$/.test(message), what);
  } else {
    assertEquals(status, "completed", what);
    const { format, width, height } = sniff(await Deno.readFile(`${folder}/${file.output}`));
    assertEquals([format, width, height], ["png", file.width, file.height], what);
  }
  if (entry.expect === "error") assertEquals(status, "failed", what);
  if (!entry.expect.startsWith("ok")) return;
  if (entry.file === TOO_HIGH) assertEquals(code, "too_many_pixels", what);
  else if (expectedVerdict(entry).includes("_")) assertEquals(code, expectedVerdict(entry), what);
  else assertResized(entry, file, what);
}

/** 800 wide, and as high as that makes it. */
function assertResized(entry: Entry, { width, height }: File, what: string): void {
  assertEquals(width, 800, what);
  // TIFFs are measured upright, others as they are stored.
  const turned = (entry.orientation ?? 1) >= 5 && entry.format !== "tiff";
  const [across, down] = turned ? [entry.height, entry.width] : [entry.width, entry.height];
  const exact = 800 * (down ?? 0) / (across ?? 0);
  assert(Math.abs((height ?? 0) - Math.max(1, exact)) <= 1, `${what} ${width}x${height}`);
}
