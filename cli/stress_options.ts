/** The options of `pixelpool stress`. @module */
import type { Size } from "../image/rgba_image.ts";
import { InputError } from "../errors.ts";
import { DEFAULT_FAULTS, FAULTS } from "../stress/faults.ts";
import { formatFaultMix, parseFaultMix } from "../stress/fault_mix.ts";
import { DEFAULT_JOBS, DEFAULT_SIDE, type StressOptions } from "../stress/settings.ts";
import { COMMON_OPTIONS, type OptionSpec, readArgs } from "./args.ts";
import { duration, wholeNumber } from "./values.ts";

/** Numbers of jobs fit 32 bits, and a byte is kept of each. */
const MAX_JOBS = 100_000_000;

const MAX_WORKERS = 256;
const MAX_SEED = 2 ** 32 - 1;
const MAX_ATTEMPTS = 10;

/** A picture has room for its number, and is checked on the calling thread. */
const MIN_SIDE = 8;
const MAX_SIDE = 4096;

/** Every option, in the order of the help. */
export const STRESS_OPTIONS: readonly OptionSpec[] = [
  {
    name: "jobs",
    value: "N",
    description: `Jobs [${DEFAULT_JOBS}, or as many as fit into --duration]`,
  },
  { name: "duration", value: "TIME", description: "Submit jobs for so long: 30s, 3m" },
  {
    name: "size",
    value: "WxH",
    description: `Size of the pictures, from ${MIN_SIDE} to ${MAX_SIDE} a side ` +
      `[${DEFAULT_SIDE}x${DEFAULT_SIDE}]`,
  },
  {
    name: "workers",
    value: "N",
    description: `Web Workers, from 1 to ${MAX_WORKERS} [one a core]`,
  },
  {
    name: "faults",
    value: "MIX",
    description: `Shares of ${FAULTS.join(", ")}, or none [${formatFaultMix(DEFAULT_FAULTS)}]`,
  },
  { name: "seed", value: "N", description: "Decides which job meets which fault [1]" },
  {
    name: "attempts",
    value: "N",
    description: `Attempts at each job, from 1 to ${MAX_ATTEMPTS} [1]`,
  },
  { name: "isolate", description: "Run the pool in a child process, which can be killed" },
  { name: "quiet", short: "q", description: "Show no progress" },
  ...COMMON_OPTIONS,
];

/** What the arguments say, checked. */
export interface StressArgs {
  readonly stress: StressOptions;
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * Reads the arguments of `pixelpool stress`.
 *
 * @throws {InputError} `bad_option`
 */
export function readStressOptions(args: readonly string[]): StressArgs {
  const { operands, values, switches } = readArgs(args, STRESS_OPTIONS);
  if (operands.length > 0) {
    throw new InputError("bad_option", `Cannot use '${operands[0]}' as stress takes no names`);
  }
  function valueOf<T>(name: string, read: (name: string, text: string) => T): T | undefined {
    const text = values.get(name);
    return text === undefined ? undefined : read(name, text);
  }
  function countOf(name: string, min: number, max: number): number | undefined {
    return valueOf(name, (_, text) => wholeNumber(name, text, min, max));
  }
  return {
    stress: {
      jobs: countOf("jobs", 1, MAX_JOBS),
      durationMs: valueOf("duration", duration),
      size: valueOf("size", readSize),
      workers: countOf("workers", 1, MAX_WORKERS),
      faults: valueOf("faults", (_, text) => parseFaultMix(text)),
      seed: countOf("seed", 0, MAX_SEED),
      attempts: countOf("attempts", 1, MAX_ATTEMPTS),
      isolate: switches.has("isolate"),
    },
    json: switches.has("json"),
    quiet: switches.has("quiet"),
  };
}

function readSize(option: string, text: string): Size {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text)?.map(Number) ?? [];
  const isSide = (side: number): boolean => side >= MIN_SIDE && side <= MAX_SIDE;
  if (isSide(width) && isSide(height)) return { width, height };
  throw new InputError(
    "bad_option",
    `Cannot use --${option} as it must be WIDTHxHEIGHT with ${MIN_SIDE} to ${MAX_SIDE} pixels a side: ` +
      `current value is ${text}`,
  );
}
