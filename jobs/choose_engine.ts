/** How a batch is run: a pure decision by predicted time. Results are the same bytes in every mode. @module */
import { findProvider } from "../codecs/registry.ts";
import { InputError } from "../errors.ts";
import type { Mode } from "../pool/executor.ts";
import { type PredictedTimes, totalTime } from "./forecast.ts";
import type { BatchForecast } from "./forecast_batch.ts";
import { DEFAULT_MACHINE, type Machine } from "./machine.ts";

/** A mode, or the choice left to us. */
export type ModeChoice = Mode | "auto";

/** How a batch will be run. */
export interface Engine {
  readonly mode: Mode;
  /** Web Workers; 0 in `sync` and `async` mode. */
  readonly workers: number;
  /** Jobs in flight that keep the engine busy. */
  readonly concurrency: number;
  /** Memory of a picture against that on one thread, as forecast. */
  readonly memoryFactor: number;
  /** Whether pictures are decoded without any permission. */
  readonly sandboxed: boolean;
  /** Whether the workers live in a process of their own. */
  readonly isolated: boolean;
  /** Why this one, in half a sentence. */
  readonly reason: string;
  /** Predicted times of what could be chosen, best first; empty when there was no forecast. */
  readonly candidates: readonly Candidate[];
}

/** One way to run the batch. */
export interface Candidate {
  readonly mode: Mode;
  readonly workers: number;
  /** Predicted time from the start to the last result. */
  readonly ms: number;
}

/** What `chooseEngine` looks at. */
export interface EngineRequest {
  readonly mode: ModeChoice;
  /** Workers asked for; `undefined` means at most one a core. */
  readonly workers: number | undefined;
  /** Images to process. */
  readonly images: number;
  /** Cores of this machine. */
  readonly cores: number;
  /** Name of the provider; `undefined` takes the default ones. */
  readonly codec: string | undefined;
  /** What the batch will cost; without it the number of images decides. */
  readonly forecast?: BatchForecast | undefined;
  /** How fast this machine is. @default that of docs/benchmarks.md */
  readonly machine?: Machine | undefined;
  /** Bytes that all jobs in flight may hold; no more workers are started than it can feed. @default unbounded */
  readonly memoryBudget?: number | undefined;
  /** Whether an engine without sandbox is refused. @default false */
  readonly requireSandbox?: boolean | undefined;
  /** Whether the workers are to live in a process of their own. @default false */
  readonly isolate?: boolean | undefined;
}

/** What two workers on two cores reach of twice the speed; memory and caches are shared. */
const EFFICIENCY = 0.93;

/** Measured: every worker takes part in decoding or encoding now and then, and keeps the memory for it. */
const BANDS_MEMORY = 2;

/** Work that is done before anybody could want to stop it needs no turns of the event loop. */
const SYNC_MS = 100;

/** By how much a way without sandbox must be faster than one with it. */
const WORTH_LEAVING_SANDBOX = 0.9;

/**
 * Decides mode and workers. `auto` takes workers when they were asked for, and otherwise the way whose
 * predicted time is the shortest: one thread for tiny work, where starting workers costs more than they give;
 * `bands` for fewer images than cores with heavy filters; else `workers`, as many as pay. A sandbox weighs a
 * tenth of the time.
 *
 * @throws {InputError} `bad_option` when what is asked for cannot be had together
 */
export function chooseEngine(request: EngineRequest): Engine {
  checkTogether(request);
  const candidates = candidatesFor(request);
  const mode = request.mode === "auto" ? autoMode(request, candidates) : request.mode;
  const best = candidates.find((candidate) => candidate.mode === mode);
  return {
    ...engine(mode, request, best),
    reason: reasonFor(mode, request, candidates),
    candidates,
  };
}

/** Whether a provider runs native code, which needs permissions. */
export function isNative(codec: string | undefined): boolean {
  return codec !== undefined && findProvider(codec)?.sandbox === "native";
}

/** Predicted times on this machine. */
export function onMachine(times: PredictedTimes, machine: Machine): PredictedTimes {
  return {
    decode: times.decode * machine.codecFactor,
    filter: times.filter * machine.filterFactor,
    encode: times.encode * machine.codecFactor,
  };
}

function checkTogether({ mode, codec, requireSandbox, isolate }: EngineRequest): void {
  const oneThread = mode === "sync" || mode === "async";
  if (requireSandbox && oneThread) {
    throw refusal(`a sandbox with mode ${mode} as it runs on the main thread`);
  }
  if (requireSandbox && isNative(codec)) {
    throw refusal(`a sandbox with codec '${codec}' as it runs native code`);
  }
  if (isolate && mode !== "auto" && mode !== "workers") {
    throw refusal(`a process of its own with mode ${mode} as only workers run in one`);
  }
}

function refusal(what: string): InputError {
  return new InputError("bad_option", `Cannot give ${what}`);
}

function autoMode(request: EngineRequest, candidates: readonly Candidate[]): Mode {
  const { images, cores, requireSandbox, isolate } = request;
  if (request.workers !== undefined || isolate) return "workers";
  if (candidates.length > 0) return candidates[0].mode;
  if (images > 1 && cores > 1) return "workers";
  return requireSandbox ? "workers" : "async";
}

/** Every way that the request allows, best first. */
function candidatesFor(request: EngineRequest): Candidate[] {
  const { forecast, machine = DEFAULT_MACHINE, cores, requireSandbox, isolate } = request;
  const { memoryBudget = Infinity } = request;
  if (forecast === undefined) return [];
  const times = onMachine(forecast.times, machine);
  const total = totalTime(times);
  const longest = forecast.longestMs * (total / (totalTime(forecast.times) || 1));
  const most = mostWorkers(request);
  const ways: Candidate[] = countsTo(most).map((workers) => ({
    mode: "workers",
    workers,
    ms: machine.workerStartMs +
      Math.max(longest, total / share(workers, cores) + startSpread(workers, machine)),
  }));
  if (!isolate) {
    const workers = request.workers ?? cores;
    const alone = times.decode + times.encode;
    const ms = machine.workerStartMs + startSpread(workers, machine) + alone +
      times.filter / share(workers, cores);
    const fits = forecast.largestBytes * BANDS_MEMORY <= memoryBudget;
    if (workers > 1 && fits) ways.push({ mode: "bands", workers, ms });
    if (!requireSandbox) {
      const isSync = request.mode === "sync" || (request.mode === "auto" && total < SYNC_MS);
      // They take the same time; what is listed first is chosen.
      const modes = isSync ? ["sync", "async"] as const : ["async", "sync"] as const;
      ways.push(...modes.map((mode) => ({ mode, workers: 0, ms: total })));
    }
  }
  return ways.sort((a, b) => weighed(a, request) - weighed(b, request));
}

function weighed({ mode, ms }: Candidate, { codec }: EngineRequest): number {
  return isSandboxed(mode, codec) ? ms * WORTH_LEAVING_SANDBOX : ms;
}

/** Workers start one after the other; on the mean each misses half of that. */
function startSpread(workers: number, { workerStartMs }: Machine): number {
  return (workerStartMs * (workers - 1)) / 2;
}

/** How many times as fast as one thread so many workers are. */
function share(workers: number, cores: number): number {
  return workers === 1 ? 1 : EFFICIENCY * Math.min(workers, Math.max(1, cores));
}

/** From the most to one, so that among equals the most comes first. */
function countsTo(most: number): number[] {
  return Array.from({ length: most }, (_, i) => most - i);
}

/** A worker without an image would only cost its start, one without memory would only wait. */
function mostWorkers(
  { workers, images, cores, memoryBudget = Infinity, forecast }: EngineRequest,
): number {
  const wanted = Math.min(workers ?? cores, images);
  const fed = forecast === undefined ? Infinity : Math.floor(memoryBudget / forecast.largestBytes);
  return Math.max(1, Math.min(wanted, fed));
}

type Core = Omit<Engine, "reason" | "candidates">;

function engine(mode: Mode, request: EngineRequest, best: Candidate | undefined): Core {
  const { codec, isolate = false, cores } = request;
  const sandboxed = isSandboxed(mode, codec);
  switch (mode) {
    case "sync":
      // Hears Ctrl-C only between two pictures, so that no second one may wait in its line.
      return { mode, workers: 0, concurrency: 1, memoryFactor: 1, sandboxed, isolated: false };
    case "async":
      return { mode, workers: 0, concurrency: 2, memoryFactor: 1, sandboxed, isolated: false };
    case "bands":
      return {
        mode,
        workers: request.workers ?? cores,
        concurrency: 2,
        memoryFactor: BANDS_MEMORY,
        sandboxed,
        isolated: false,
      };
    case "workers": {
      const isFree = request.mode === "auto" && request.workers === undefined;
      const workers = isFree && best !== undefined ? best.workers : mostWorkers(request);
      return {
        mode,
        workers,
        concurrency: 2 * workers,
        memoryFactor: 1,
        sandboxed,
        isolated: isolate,
      };
    }
    default:
      return mode satisfies never;
  }
}

function isSandboxed(mode: Mode, codec: string | undefined): boolean {
  return (mode === "workers" || mode === "bands") && !isNative(codec);
}

function reasonFor(mode: Mode, request: EngineRequest, candidates: readonly Candidate[]): string {
  const { images, cores } = request;
  if (request.mode !== "auto") return "it was asked for";
  if (request.workers !== undefined) return "workers were asked for";
  if (request.isolate) return "only workers run in a process of their own";
  if (candidates.length === 0) {
    return mode === "workers" && images > 1
      ? `there are ${images} pictures and ${cores} cores`
      : "no forecast could be made";
  }
  switch (mode) {
    case "sync":
    case "async":
      return "starting workers would cost more than they give";
    case "bands":
      return "only shared rows keep all cores busy with so few pictures";
    case "workers":
      return "it is predicted to be the fastest with a sandbox";
    default:
      return mode satisfies never;
  }
}
