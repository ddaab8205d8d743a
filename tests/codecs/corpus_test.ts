import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { type Entry, judge, type Outcome, readManifest } from "./corpus.ts";

const manifest = readManifest();
const missing = manifest.length === 0;
const remark = missing ? " (SKIPPED: ../shared/corpus is not there)" : "";

/** No job may take longer, in ms, whatever the file. */
const DEADLINE = 5_000;

/** No run over the corpus may hold more, in bytes. */
const MOST_MEMORY = 1e9;

/**
 * The key of these is compared with samples of fewer than 8 bits. The specification says so, imagescript and
 * ImageMagick agree; two of the three reference decoders compare it with samples scaled to 8 bits.
 */
const GREY_KEY_FILES = [
  "gray-1-sRGB-tRNS",
  "gray-2-linear-tRNS",
  "gray-2-sRGB-tRNS",
  "gray-2-tRNS",
  "gray-4-sRGB-tRNS",
  "gray-4-tRNS",
].map((name) => `valid/libpng-testpngs/${name}.png`);

/** Progressive files cut between scans: decoders smooth the blocks that lack detail, each in its own way. */
const CUT_SCAN_FILES = ["000", "003", "005", "007"].map((number) =>
  `valid/wuffs/peacock.progressive.scan${number}.jpeg`
);

/** Sound pictures that are not read, or read in another way, whoever the provider is. */
const KNOWN = new Map<string, string>([
  ...GREY_KEY_FILES.map((file) => [file, "other pixels"] as const),
  ...CUT_SCAN_FILES.map((file) => [file, "right size"] as const),
  // Longer than the limit of 30,000 pixels a side.
  ["tricky/png-made/wide-65535x1.png", "too_many_pixels"],
  // Arithmetic coding.
  ["tricky/jpeg-made/arithmetic.jpg", "unsupported_format"],
  ["tricky/jpeg-made/arithmetic-progressive.jpg", "unsupported_format"],
  ["tricky/libjpeg-turbo/testimgari.jpg", "unsupported_format"],
  // CMYK needs colour management to look right.
  ["tricky/jpeg-made/cmyk-imagemagick.jpg", "unsupported_format"],
  ["tricky/jpeg-reftest/jpg-cmyk-2.jpg", "unsupported_format"],
  [
    "valid/sharp-fixtures/Channel_digital_image_CMYK_color_no_profile.jpg",
    "unsupported_format",
  ],
]);

const PROVIDERS = [
  {
    name: undefined,
    known: new Map([
      // Chroma sampling that libjpeg-turbo's simple interface does not know.
      ["valid/wuffs/peacock.s1x3.jpeg", "unsupported_format"],
      ["valid/wuffs/peacock.s-weird.jpeg", "unsupported_format"],
      ["valid/wuffs/peacock.s-very-weird.jpeg", "unsupported_format"],
    ]),
  },
  {
    name: "imagescript",
    known: new Map([
      // No means of cells in the manifest to compare with, and another inverse transform than the reference's.
      ["tricky/jpeg-reftest/grayscale_large.jpg", "right size"],
      ["tricky/jpeg-reftest/grayscale_long.jpg", "right size"],
      ["tricky/jpeg-reftest/jpg-size-5x5.jpg", "right size"],
      ["tricky/pillow-misc/app13.jpg", "right size"],
    ]),
  },
];

for (const { name, known } of PROVIDERS) {
  const owner = name ?? "the default provider";

  corpusTest(`every sound picture of the corpus is right with ${owner}`, async () => {
    const outcomes = await judgeAll(["ok", "ok-single-decoder", "ok-dims-only"], name);
    assertGreater(outcomes.length, 400);
    const odd = outcomes.filter(({ entry, verdict }) => verdict !== expected(entry, known));
    assertEquals(odd.map(({ entry, verdict }) => `${entry.file}: ${verdict}`), []);
  });

  corpusTest(`every broken picture of the corpus is refused with a code by ${owner}`, async () => {
    const outcomes = await judgeAll(["error"], name);
    assertGreater(outcomes.length, 200);
    const decoded = outcomes.filter(({ verdict }) => !verdict.includes("_"));
    assertEquals(decoded.map(({ entry, verdict }) => `${entry.file}: ${verdict}`), []);
  });

  corpusTest(`every half broken picture of the corpus is settled by ${owner}`, async () => {
    assertGreater((await judgeAll(["error-or-partial"], name)).length, 100);
  });

  corpusTest(`every bomb of the corpus is refused or bounded with ${owner}`, async () => {
    const outcomes = await judgeAll(["refuse-or-bounded"], name);
    assertGreater(outcomes.length, 30);
    for (const { entry, verdict } of outcomes) {
      // The names of the made ones say what they claim.
      if (/(jpeg|png)-.*\d{5}x\d{5}/.test(entry.file)) {
        assertEquals(verdict === "decoded", false, `${entry.file}: ${verdict}`);
      }
    }
  });
}

function corpusTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `${name}${remark}`, ignore: missing, fn });
}

/** Judges in order, within the time and memory that every file has. */
async function judgeAll(expects: Entry["expect"][], provider?: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const entry of manifest.filter(({ expect }) => expects.includes(expect))) {
    const outcome = await judge(entry, provider);
    assertLess(outcome.ms, DEADLINE, entry.file);
    outcomes.push(outcome);
  }
  assertLess(Deno.memoryUsage().rss, MOST_MEMORY);
  return outcomes;
}

function expected(entry: Entry, known: ReadonlyMap<string, string>): string {
  if (entry.format !== "jpeg" && entry.format !== "png") return "unsupported_format";
  return KNOWN.get(entry.file) ?? known.get(entry.file) ?? "right";
}
