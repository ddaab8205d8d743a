/**
 * Pixel tasks and their results as they cross threads: rows of values in a fixed order. In a message as small as
 * theirs the names of the fields cost more than all else.
 *
 * @module
 */
import type { Stage } from "../kernels/stage.ts";
import type { Plan } from "../pipeline/plan.ts";
import type { ApplyResult, ApplyTask, Task, TaskResult, Timings } from "../task/task.ts";

/** Any task but those for pixels as it is; one for pixels as a row. */
export type WireTask = ApplyTaskRow | Exclude<Task, ApplyTask>;

/** Any result but pixels as it is; pixels as a row. */
export type WireResult = ApplyResultRow | Exclude<TaskResult, ApplyResult>;

type ApplyTaskRow = readonly [
  width: number,
  height: number,
  data: Uint8ClampedArray,
  stages: readonly Stage[],
  inputWidth: number,
  inputHeight: number,
  outputWidth: number,
  outputHeight: number,
  halo: number,
  bytes: number,
  cost: number,
  weight: Plan["weight"],
];

type ApplyResultRow = readonly [
  width: number,
  height: number,
  data: Uint8ClampedArray,
  decode: number,
  filter: number,
  encode: number,
  total: number,
];

/** For the way to a worker. */
export function taskToWire(task: Task): WireTask {
  if (task.kind !== "apply") return task;
  const { width, height, data } = task.image;
  const { stages, input, output, halo, bytes, cost, weight } = task.plan;
  return [
    width,
    height,
    data,
    stages,
    input.width,
    input.height,
    output.width,
    output.height,
    halo,
    bytes,
    cost,
    weight,
  ];
}

/** What `taskToWire` was given. */
export function taskFromWire(wire: WireTask): Task {
  if (!isRow(wire)) return wire;
  const [width, height, data, stages, inputWidth, inputHeight, outputWidth, outputHeight, ...rest] =
    wire;
  const [halo, bytes, cost, weight] = rest;
  const input = { width: inputWidth, height: inputHeight };
  const output = { width: outputWidth, height: outputHeight };
  const plan: Plan = { stages, input, output, halo, bytes, cost, weight };
  return { kind: "apply", image: { width, height, data }, plan };
}

/** For the way back. The time in the line is known only where the result arrives. */
export function resultToWire(result: TaskResult): WireResult {
  if (result.kind !== "apply") return result;
  const { width, height, data } = result.image;
  const { decode, filter, encode, total } = result.timings;
  return [width, height, data, decode, filter, encode, total];
}

/** The result, with the time that its task was in the line, in ms; `total` stays the time of the work. */
export function resultFromWire(wire: WireResult, queue: number): TaskResult {
  if (!isRow(wire)) return { ...wire, timings: { ...wire.timings, queue } };
  const [width, height, data, decode, filter, encode, total] = wire;
  const timings: Timings = { queue, decode, filter, encode, total };
  return { kind: "apply", image: { width, height, data }, timings };
}

function isRow<Row extends readonly unknown[], Other>(wire: Row | Other): wire is Row {
  return Array.isArray(wire);
}
