import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { type Entry, judge, type Outcome, readManifest } from "./corpus.ts";
import { DEFAULTS_KNOWN, expectedVerdict, KNOWN, READ } from "./corpus_known.ts";

const manifest = readManifest();
const missing = manifest.length === 0;
const remark = missing ? " (SKIPPED: ../shared/corpus is not there)" : "";

/** No job may take longer, in ms, whatever the file. */
const DEADLINE = 5_000;

/** No run over the corpus may hold more, in bytes. */
const MOST_MEMORY = 1e9;

const PROVIDERS = [
  { name: undefined, formats: READ, known: DEFAULTS_KNOWN },
  {
    name: "imagescript",
    formats: ["jpeg", "png"],
    known: new Map([
      ...KNOWN,
      // No means of cells in the manifest to compare with, and another inverse transform than the reference's.
      ["tricky/jpeg-reftest/grayscale_large.jpg", "right size"],
      ["tricky/jpeg-reftest/grayscale_long.jpg", "right size"],
      ["tricky/jpeg-reftest/jpg-size-5x5.jpg", "right size"],
      ["tricky/pillow-misc/app13.jpg", "right size"],
    ]),
  },
];

for (const { name, formats, known } of PROVIDERS) {
  const owner = name ?? "the default providers";
  // What a provider does not know is not given to it.
  const entries = manifest.filter(({ format }) =>
    name === undefined || format === null || formats.includes(format)
  );

  corpusTest(`every sound picture of the corpus is right with ${owner}`, async () => {
    const outcomes = await judgeAll(entries, ["ok", "ok-single-decoder", "ok-dims-only"], name);
    assertGreater(outcomes.length, name === undefined ? 450 : 300);
    const odd = outcomes.filter(({ entry, verdict }) =>
      verdict !== expectedVerdict(entry, formats, known)
    );
    assertEquals(odd.map(({ entry, verdict }) => `${entry.file}: ${verdict}`), []);
  });

  corpusTest(`every broken picture of the corpus is refused with a code by ${owner}`, async () => {
    const outcomes = await judgeAll(entries, ["error"], name);
    assertGreater(outcomes.length, 200);
    const decoded = outcomes.filter(({ verdict }) => !verdict.includes("_"));
    assertEquals(decoded.map(({ entry, verdict }) => `${entry.file}: ${verdict}`), []);
  });

  corpusTest(`every half broken picture of the corpus is settled by ${owner}`, async () => {
    assertGreater((await judgeAll(entries, ["error-or-partial"], name)).length, 100);
  });

  corpusTest(`every bomb of the corpus is refused or bounded with ${owner}`, async () => {
    const outcomes = await judgeAll(entries, ["refuse-or-bounded"], name);
    assertGreater(outcomes.length, name === undefined ? 30 : 15);
    for (const { entry, verdict } of outcomes) {
      // The names of the made ones say what they claim.
      if (/made\/.*\d{5}x\d{5}/.test(entry.file)) {
        assertEquals(verdict === "decoded", false, `${entry.file}: ${verdict}`);
      }
    }
  });
}

function corpusTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `${name}${remark}`, ignore: missing, fn });
}

/** Judges in order, within the time and memory that every file has. */
async function judgeAll(
  entries: readonly Entry[],
  expects: Entry["expect"][],
  provider?: string,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const entry of entries.filter(({ expect }) => expects.includes(expect))) {
    const outcome = await judge(entry, provider);
    assertLess(outcome.ms, DEADLINE, entry.file);
    outcomes.push(outcome);
  }
  assertLess(Deno.memoryUsage().rss, MOST_MEMORY);
  return outcomes;
}
