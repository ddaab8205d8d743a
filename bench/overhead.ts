/**
 * What the pool itself costs, against a bare pair of workers and against piscina and workerpool: `deno task overhead`.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { print } from "../tools/print.ts";
import { compareRounds, type Comparison } from "./compare_rounds.ts";
import { overheadLines } from "./overhead_table.ts";
import { bare } from "./peers/bare.ts";
import type { Entrant } from "./peers/contender.ts";
import { piscina } from "./peers/piscina.ts";
import { pixelpool, pixelpoolEcho } from "./peers/pixelpool.ts";
import { workerpoolPeer } from "./peers/workerpool.ts";
import { type Case, measureCase } from "./rounds.ts";

const HELP = `Usage: deno task overhead [options]

  --rounds N    rounds that count, after one that does not (default 7)
  --tasks N     smallest tasks of a round (default 10000)
  --frames N    4K frames of a round (default 300)
  --workers N   workers of each pool (default 2)
  --only NAMES  contenders beside 'bare', by name, separated by commas
  --json        all figures as JSON`;

/** The first one is what the others are divided by. */
const ENTRANTS: readonly Entrant[] = [
  bare,
  pixelpool,
  pixelpoolEcho,
  piscina,
  workerpoolPeer,
];

/** One 4K frame of RGBA. */
const FRAME_BYTES = 3840 * 2160 * 4;

if (import.meta.main) await main(Deno.args);

async function main(args: string[]): Promise<void> {
  const flags = parseArgs(args, {
    boolean: ["json", "help"],
    string: ["rounds", "tasks", "frames", "workers", "only"],
    default: { rounds: "7", tasks: "10000", frames: "300", workers: "2" },
  });
  if (flags.help) return print(HELP);
  const rounds = count("rounds", flags.rounds);
  const tasks = count("tasks", flags.tasks);
  const frames = count("frames", flags.frames);
  const workers = count("workers", flags.workers);
  const entrants = chosen(flags.only as string | undefined);
  const half = Math.ceil(tasks / 2);
  const cases: Case[] = [
    { name: "smallest task of each", kind: "smallest", inFlight: 4, tasks, bytes: 0 },
    { name: "one pixel, no filter", kind: "pixel", inFlight: 1, tasks: half, bytes: 0 },
    { name: "one pixel, no filter", kind: "pixel", inFlight: 4, tasks, bytes: 0 },
    {
      name: "4K frame there and back",
      kind: "move",
      inFlight: 2,
      tasks: frames,
      bytes: FRAME_BYTES,
    },
  ];
  const comparisons = await race(entrants, cases, { rounds, workers });
  if (flags.json) {
    const { deno, v8 } = Deno.version;
    return print(JSON.stringify({ deno, v8, workers, comparisons }, undefined, 2));
  }
  for (const line of comparisons.flatMap(overheadLines)) print(line);
}

/** All contenders stay alive through all cases; those whose turn it is not cost nothing. */
async function race(
  entrants: readonly Entrant[],
  cases: readonly Case[],
  { rounds, workers }: { rounds: number; workers: number },
): Promise<Comparison[]> {
  const contenders = entrants.map((entrant) => entrant.create(workers));
  try {
    for (const contender of contenders) await contender.ready();
    const comparisons: Comparison[] = [];
    for (const job of cases) {
      const measured = await measureCase(contenders, job, rounds);
      comparisons.push(compareRounds(job, contenders.map(({ name }) => name), measured));
    }
    return comparisons;
  } finally {
    for (const contender of contenders) await contender.close();
  }
}

function chosen(only: string | undefined): readonly Entrant[] {
  if (only === undefined) return ENTRANTS;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !ENTRANTS.some((entrant) => entrant.name === name));
  if (unknown !== undefined) {
    throw new TypeError(`Cannot compare pools as '${unknown}' is none of them`);
  }
  return ENTRANTS.filter((entrant) => entrant === bare || names.includes(entrant.name));
}

function count(name: string, text: unknown): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(
    `Cannot compare pools as '--${name}' must be a positive integer: current value is ${text}`,
  );
}
