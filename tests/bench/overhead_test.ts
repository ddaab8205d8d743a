import { assert, assertEquals } from "@std/assert";
import { compareRounds, median } from "../../bench/compare_rounds.ts";
import type { Round } from "../../bench/rounds.ts";

const ROOT = new URL("../../", import.meta.url);
const POOLS = [
  "bare",
  "pixelpool",
  "pixelpool, echo",
  "piscina",
  "workerpool",
];

async function overhead(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "-A", "--no-check", "bench/overhead.ts", ...args],
    cwd: ROOT,
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

function round(perSecond: number, latenciesUs: number[]): Round {
  return { perSecond, cpuUs: 1, latenciesUs: Float64Array.from(latenciesUs) };
}

Deno.test("overhead measures every pool at every case and prints JSON with --json", async () => {
  const args = ["--rounds", "2", "--tasks", "20", "--frames", "2", "--json"];
  const { comparisons } = JSON.parse(await overhead(...args));
  assertEquals(comparisons.length, 4);
  for (const { rounds, rows } of comparisons) {
    assertEquals(rounds, 2);
    assertEquals(rows.map(({ name }: { name: string }) => name), POOLS);
    for (const { perSecond, ratio, p50Us, p99Us } of rows) {
      assert(perSecond > 0 && p50Us > 0 && p99Us >= p50Us);
      assert(ratio.min <= ratio.median && ratio.median <= ratio.max);
    }
    assertEquals(rows[0].ratio, { median: 1, min: 1, max: 1 });
  }
});

Deno.test("overhead prints a row for 'bare' and for each pool of --only", async () => {
  const args = ["--rounds", "1", "--tasks", "8", "--frames", "1", "--only", "pixelpool"];
  const rows = (await overhead(...args)).split("\n").filter((line) => line.startsWith("| "));
  const names = rows.map((row) => row.split("|")[1].trim());
  const table = ["Pool", "-".repeat("pixelpool".length), "bare", "pixelpool"];
  assertEquals(names, [...table, ...table, ...table, ...table]);
});

Deno.test("compareRounds() divides by the first contender within each round", () => {
  const job = { name: "any", kind: "pixel" as const, inFlight: 1, tasks: 2, bytes: 0 };
  const { rows } = compareRounds(job, ["a", "b"], [
    [round(100, [1, 2]), round(200, [3, 4]), round(400, [5, 6])],
    [round(50, [9, 7]), round(180, [5, 3]), round(100, [1, 11])],
  ]);
  assertEquals(rows[1].ratio, { median: 0.5, min: 0.25, max: 0.9 });
  assertEquals([rows[1].perSecond, rows[1].p50Us, rows[1].p99Us], [100, 7, 11]);
});

Deno.test("median() of an even number of values is the mean of the two in the middle", () => {
  assertEquals(median([10, 1, 4, 2]), 3);
});
