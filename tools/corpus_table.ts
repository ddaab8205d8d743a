/**
 * Gives every file of ../shared/corpus to the program in a process of its own and writes docs/corpus.md:
 *
 *     deno run -A tools/corpus_table.ts
 *
 * Each is run as `pixelpool process FILE -f resize:800 --format png --json`; pixels are compared after decoding, as
 * the corpus asks. Peaks are those that Linux reports.
 *
 * @module
 */
import { pooledMap } from "@std/async/pool";
import { fileURLToPath } from "node:url";
import { corpusFile, type Entry, judge, readManifest } from "../tests/codecs/corpus.ts";
import { print } from "./print.ts";

/** What came of a file. */
export interface CorpusResult {
  readonly entry: Pick<Entry, "file" | "format" | "expect">;
  /** Of the decoder: `right`, another word, or a code. */
  readonly verdict: string;
  /** Code of the program, where it refused. */
  readonly code: string | undefined;
  readonly ms: number;
  /** 0 where the system does not tell. */
  readonly peakBytes: number;
}

const ROOT = new URL("../", import.meta.url);
const PAGE = new URL("docs/corpus.md", ROOT);
const AT_ONCE = 2;
const LOOK_MS = 5;

/** Formats as people write them; the manifest calls AVIF by its container. */
const NAMES: Record<string, string> = {
  ...{ jpeg: "JPEG", png: "PNG", webp: "WebP", gif: "GIF", bmp: "BMP", tiff: "TIFF" },
  ...{ heif: "AVIF", ico: "ICO", cur: "ICO", svg: "SVG" },
};

/** The page. */
export function corpusPage(results: readonly CorpusResult[]): string {
  const groups = Map.groupBy(
    results,
    ({ entry: { file, format } }) =>
      `${file.slice(0, file.lastIndexOf("/"))} | ${NAMES[format ?? ""] ?? "none"}`,
  );
  const rows = [...groups].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([group, members]) => `| ${group} | ${cells(members)} |`);
  return [
    "# The corpus",
    "",
    "Written by `deno run -A tools/corpus_table.ts`. Each of the " + results.length +
    " files ran as",
    "`pixelpool process FILE -f resize:800 --format png --json` in a process of its own. **Right**: the",
    "decoded pixels are those of the reference. **Read**: a picture came out where there is no reference",
    "to compare with, or only its size fits. **Refused**: by code, each with a sentence. Times are those of",
    "the report, peaks those of the whole process.",
    "",
    "| Folder | Format | Files | Right | Read | Refused | Slowest, ms | Peak, MB |",
    "| ------ | ------ | ----: | ----: | ---: | ------- | ----------: | -------: |",
    ...rows,
    `| **all** | | ${cells(results)} |`,
    "",
    "Memory of a Deno process that does nothing: about 60 MB.",
    "",
  ].join("\n");
}

function cells(members: readonly CorpusResult[]): string {
  const read = members.filter(({ code }) => code === undefined);
  const right = read.filter(({ verdict }) => verdict === "right");
  const refused = Map.groupBy(members.flatMap(({ code }) => code ?? []), (code) => code);
  const codes = [...refused].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([code, { length }]) => `${length} \`${code}\``);
  return [
    members.length,
    right.length,
    read.length - right.length,
    codes.join(", "),
    Math.round(Math.max(...members.map(({ ms }) => ms))),
    Math.round(Math.max(...members.map(({ peakBytes }) => peakBytes)) / 1e6),
  ].join(" | ");
}

async function runFile(entry: Entry, folder: string): Promise<CorpusResult> {
  const { verdict } = await judge(entry);
  const out = `${folder}/${crypto.randomUUID()}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--no-check", "-A", fileURLToPath(new URL("main.ts", ROOT))],
      ...["process", fileURLToPath(corpusFile(entry)), "-f", "resize:800", "--format", "png"],
      ...["--json", "--out", out],
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const peak = watchPeak(child.pid);
  const { stdout } = await child.output();
  const text = new TextDecoder().decode(stdout);
  const [file] = JSON.parse(text).files ?? [];
  if (file === undefined) throw new Error(`No report on ${entry.file}: ${text}`);
  const { code, ms: { total: ms } } = file;
  return { entry, verdict, code, ms, peakBytes: await peak };
}

/** The highest resident memory of a process, as last seen before its end. */
async function watchPeak(pid: number): Promise<number> {
  let peak = 0;
  while (true) {
    try {
      const status = await Deno.readTextFile(`/proc/${pid}/status`);
      const found = /^VmHWM:\s+(\d+) kB$/m.exec(status);
      if (found === null) return peak;
      peak = Number(found[1]) * 1024;
    } catch {
      return peak;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

if (import.meta.main) {
  const manifest = readManifest();
  if (manifest.length === 0) {
    print("Cannot write docs/corpus.md as ../shared/corpus is not there");
    Deno.exit(1);
  }
  const folder = await Deno.makeTempDir({ prefix: "pixelpool-corpus-" });
  try {
    const results: CorpusResult[] = [];
    for await (const result of pooledMap(AT_ONCE, manifest, (entry) => runFile(entry, folder))) {
      results.push(result);
    }
    await Deno.writeTextFile(PAGE, corpusPage(results));
    await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", fileURLToPath(PAGE)] }).output();
    print(`wrote docs/corpus.md from ${results.length} files`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
