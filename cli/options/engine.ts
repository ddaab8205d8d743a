/** Options that say by whom the work is done and what it may cost. @module */
import type { ModeChoice } from "../../app.ts";
import { findProvider } from "../../codecs/registry.ts";
import { DEFAULT_LIMITS, DEFAULTS } from "../../config.ts";
import { InputError } from "../../errors.ts";
import type { KernelSet } from "../../kernels/active.ts";
import type { GivenArgs, OptionGroup } from "../args.ts";
import { byteSize, duration, oneOf, pixelCount, valueOf, wholeNumber } from "../values.ts";

/** Most workers that can be asked for; each takes 4 to 10 MB before it holds a picture. */
const MAX_WORKERS = 256;

/** Each attempt may take a whole time limit. */
const MAX_ATTEMPTS = 10;

/** WebAssembly memory ends at 4 GiB, which is 2^30 pixels without anything beside them. */
const MAX_PIXELS = 1_000_000_000;

const KERNELS: readonly KernelSet[] = ["simd", "reference"];

const MODES: readonly ModeChoice[] = ["auto", "sync", "async", "workers", "bands"];

/** In the order of the help. */
export const ENGINE_OPTIONS: OptionGroup = {
  title: "Engine and limits",
  options: [
    {
      name: "mode",
      value: "MODE",
      values: MODES,
      description: `${MODES.join(", ")} [auto: the fastest by forecast]`,
    },
    {
      name: "workers",
      value: "N",
      description: `Web Workers, from 1 to ${MAX_WORKERS} [one a core]`,
    },
    {
      name: "timeout",
      value: "TIME",
      description: "Longest time of one picture: 30, 30s, 500ms, 2m " +
        `[${DEFAULTS.taskTimeoutMs / 1000}s]`,
    },
    {
      name: "attempts",
      value: "N",
      description: `Tries when a worker dies or time runs out, from 1 to ${MAX_ATTEMPTS} [1]`,
    },
    {
      name: "max-pixels",
      value: "COUNT",
      description: "Largest picture that is decoded or made: 100M " +
        `[${DEFAULT_LIMITS.maxPixels / 1e6}M]`,
    },
    {
      name: "memory-budget",
      value: "SIZE",
      description: "Memory of all pictures in flight: 2GiB, 500MB [half of the machine's]",
    },
    {
      name: "fail-fast",
      description: "Stop at the first picture that fails; the others are reported as cancelled",
    },
    {
      name: "require-sandbox",
      description: "Refuse to decode a picture anywhere but in a worker without permissions",
    },
    {
      name: "isolate",
      description: "Run the workers in a process of their own, which can be killed",
    },
    {
      name: "kernels",
      value: "SET",
      values: KERNELS,
      description: `${KERNELS.join(", ")}: same bytes, for comparison [simd where there is any]`,
    },
  ],
};

/** By whom the work is done, and what it may cost. */
export interface EngineOptions {
  readonly mode: ModeChoice;
  readonly workers: number | undefined;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly maxPixels: number;
  /** In bytes; `undefined` when it was not given. */
  readonly memoryBudget: number | undefined;
  readonly failFast: boolean;
  readonly requireSandbox: boolean;
  readonly isolate: boolean;
  /** `undefined` for the fastest that the machine has. */
  readonly kernels: KernelSet | undefined;
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option`
 */
export function readEngineOptions(given: GivenArgs): EngineOptions {
  const { values, switches } = given;
  const count = (option: string, most: number): number | undefined =>
    valueOf(given, option, (name, text) => wholeNumber(name, text, 1, most));
  const options: EngineOptions = {
    mode: valueOf(given, "mode", (name, text) => oneOf(name, text, MODES)) ?? "auto",
    workers: count("workers", MAX_WORKERS),
    timeoutMs: valueOf(given, "timeout", duration) ?? DEFAULTS.taskTimeoutMs,
    attempts: count("attempts", MAX_ATTEMPTS) ?? 1,
    maxPixels: valueOf(given, "max-pixels", (name, text) => pixelCount(name, text, MAX_PIXELS)) ??
      DEFAULT_LIMITS.maxPixels,
    memoryBudget: valueOf(given, "memory-budget", byteSize),
    failFast: switches.has("fail-fast"),
    requireSandbox: switches.has("require-sandbox"),
    isolate: switches.has("isolate"),
    kernels: valueOf(given, "kernels", (name, text) => oneOf(name, text, KERNELS)),
  };
  checkMode(options, values.get("codec"));
  return options;
}

function checkMode(options: EngineOptions, codec: string | undefined): void {
  const { mode, workers, attempts, isolate, requireSandbox } = options;
  const oneThread = mode === "sync" || mode === "async";
  if (isolate && mode !== "auto" && mode !== "workers") {
    throw refusal("isolate", mode, "only workers run in a process of their own");
  }
  if (requireSandbox && oneThread) {
    throw refusal("require-sandbox", mode, "only workers run in a sandbox");
  }
  if (workers !== undefined && oneThread) {
    throw refusal("workers", mode, "it runs on one thread");
  }
  if (attempts > 1 && oneThread) {
    throw refusal("attempts", mode, "it has no worker that could die");
  }
  if (!requireSandbox || codec === undefined || findProvider(codec)?.sandbox !== "native") return;
  throw new InputError(
    "bad_option",
    `Cannot use --require-sandbox with --codec ${codec} as it runs native code`,
  );
}

function refusal(option: string, mode: ModeChoice, reason: string): InputError {
  return new InputError("bad_option", `Cannot use --${option} with --mode ${mode} as ${reason}`);
}
