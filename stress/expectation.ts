/** How a job may end that meets a fault: pure, from the options of the run alone. @module */
import { DEFAULTS } from "../config.ts";
import type { Fate, Outcome } from "./book.ts";

/** What decides it. */
export interface Rules {
  /** Attempts at each job. */
  readonly attempts: number;
  /** Whether the pool runs in a child process. */
  readonly isolate: boolean;
  /** Whether so many threads run on that the pool has stopped replacing workers. */
  readonly capacityLost: boolean;
  /** Whether the run was stopped from outside. */
  readonly interrupted: boolean;
}

/** Every way in which a job of this fate may end; the first is the usual one. */
export function allowedOutcomes(fate: Fate, rules: Rules): readonly Outcome[] {
  const allowed = [...ownOutcomes(fate, rules)];
  // A pool without workers refuses whatever waits.
  if (rules.capacityLost) allowed.push("worker_crashed");
  if (rules.interrupted) allowed.push("aborted");
  return allowed;
}

/** Workers that die of a job that ends its worker at each attempt. */
export function deathsOf({ attempts }: Pick<Rules, "attempts">): number {
  return Math.min(attempts, DEFAULTS.poisonDeaths);
}

function ownOutcomes(fate: Fate, { attempts }: Rules): readonly Outcome[] {
  const isPoison = attempts >= DEFAULTS.poisonDeaths;
  switch (fate) {
    case "none":
      return ["completed"];
    case "throw":
      return ["internal_error"];
    case "hang":
      return ["task_timeout"];
    case "crash":
    case "close":
      return [isPoison ? "poison_task" : "worker_crashed"];
    case "loop":
      // Its worker is given up after the task: whether the deaths are counted in time is a race.
      return isPoison ? ["task_timeout", "poison_task"] : ["task_timeout"];
    case "oom":
      // Who is to blame for the death of a process is known only once it has died again.
      return ["worker_crashed", "poison_task"];
    default:
      return fate satisfies never;
  }
}
