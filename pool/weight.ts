/** Whether a task is light or heavy, before its picture is looked at. @module */
import { DEFAULT_LIMITS } from "../config.ts";
import { makePlan, type Plan } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/step.ts";
import type { Task } from "../task/task.ts";

/** A 4K frame stands for pictures whose size is not known yet: the weight is one of a pixel. */
const NOMINAL = { width: 3840, height: 2160 };

/** Recipes are parsed once and run on many pictures. */
const known = new WeakMap<readonly Step[], Plan["weight"]>();

/** The weight of a plan, or that of a recipe on a frame of usual size. */
export function weightOf(task: Task): Plan["weight"] {
  if ("plan" in task) return task.plan.weight;
  if (!("steps" in task)) return "light";
  const weight = known.get(task.steps) ?? weigh(task.steps);
  known.set(task.steps, weight);
  return weight;
}

function weigh(steps: readonly Step[]): Plan["weight"] {
  try {
    return makePlan(steps, NOMINAL, { limits: DEFAULT_LIMITS }).weight;
  } catch {
    // A recipe for pictures of another size: nothing is known, and heavy is the careful guess.
    return "heavy";
  }
}
