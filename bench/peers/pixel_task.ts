/** The task of pixelpool that does nothing: pixels through an empty plan. @module */
import { DEFAULT_LIMITS } from "../../config.ts";
import { makePlan, type Plan } from "../../pipeline/plan.ts";
import type { ApplyTask } from "../../task/task.ts";

/** A plan serves many pictures of its size. */
const plans = new Map<string, Plan>();

/** `buffer` as a picture, and no filter. */
export function pixelTask(buffer: ArrayBuffer, width: number, height: number): ApplyTask {
  const image = { width, height, data: new Uint8ClampedArray(buffer) };
  return { kind: "apply", image, plan: emptyPlan(width, height) };
}

function emptyPlan(width: number, height: number): Plan {
  const key = `${width}x${height}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  const plan = makePlan([], { width, height }, { limits: DEFAULT_LIMITS });
  plans.set(key, plan);
  return plan;
}

/** The smallest task that pixelpool can run. */
export function onePixel(): ApplyTask {
  return pixelTask(new ArrayBuffer(4), 1, 1);
}
