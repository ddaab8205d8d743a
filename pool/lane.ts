/** Which lane a task belongs to: a pure decision. @module */
import { findProvider } from "../codecs/registry.ts";
import type { Task } from "../task/task.ts";
import type { Access } from "./lane_access.ts";
import { weightOf } from "./weight.ts";

/** A lane's name: one of the pool's own, or of the options' `lanes`. */
export type LaneName = string;

/** The lane of tasks that no other lane takes. */
export const USUAL_LANE = "usual";

/** The lane of tasks that name a native provider, where the others may not load native code. */
export const NATIVE_LANE = "native";

/** Which tasks a lane takes: those that match whatever is named here, or those that a function accepts. */
export type LaneRule =
  | {
    /** By what their filters cost for each pixel. */
    readonly weight?: "light" | "heavy" | undefined;
    /** Any of these filters in the recipe; tasks on raw pixels carry no names and never match. */
    readonly filters?: readonly string[] | undefined;
    /** The provider that the task names. */
    readonly codecs?: readonly string[] | undefined;
  }
  | ((task: Task) => boolean);

/** A group of workers for a kind of task. */
export interface LaneOptions {
  /** For `RunOptions.lane`, events and statistics. */
  readonly name: string;
  /** Most workers. @default those of the pool */
  readonly workers?: number | undefined;
  /** Tasks it takes; the first lane that accepts a task has it. @default those that name the lane */
  readonly accepts?: LaneRule | undefined;
  /** Whether its workers take tasks of other lanes while it has none of its own. @default true */
  readonly helps?: boolean | undefined;
}

/** What a pool says of its lanes. */
export interface LanePolicy {
  /** Those beside the usual and the native one. */
  readonly lanes: readonly LaneOptions[];
  /** Permissions of all workers that are not in the native lane. */
  readonly access: Access;
}

/**
 * The name of a task's lane: the native one for a native provider, the one its caller names, the first that
 * accepts it, or the usual one.
 *
 * @throws {RangeError} when the caller names a lane that there is not, or one without the permissions needed
 */
export function laneOf(task: Task, { lanes, access }: LanePolicy, named?: LaneName): LaneName {
  const mustBeNative = access === "none" && needsNative(task);
  if (named !== undefined) return checkNamed(named, lanes, mustBeNative);
  if (mustBeNative) return NATIVE_LANE;
  const lane = lanes.find(({ accepts }) => accepts !== undefined && matches(accepts, task));
  return lane?.name ?? USUAL_LANE;
}

function checkNamed(
  named: LaneName,
  lanes: readonly LaneOptions[],
  mustBeNative: boolean,
): LaneName {
  if (mustBeNative && named !== NATIVE_LANE) {
    throw new RangeError(
      `Cannot run task as its native provider needs the lane '${NATIVE_LANE}': current value is '${named}'`,
    );
  }
  const known = laneNames({ lanes });
  if (known.includes(named)) return named;
  throw new RangeError(
    `Cannot run task as 'lane' must be one of ${known.join(", ")}: current value is '${named}'`,
  );
}

/** Every lane that a pool may have. */
export function laneNames({ lanes }: Pick<LanePolicy, "lanes">): LaneName[] {
  return [USUAL_LANE, NATIVE_LANE, ...lanes.map(({ name }) => name)];
}

function matches(rule: LaneRule, task: Task): boolean {
  if (typeof rule === "function") return rule(task);
  const { weight, filters, codecs } = rule;
  return (weight === undefined || weightOf(task) === weight) &&
    (filters === undefined || filtersOf(task).some((name) => filters.includes(name))) &&
    (codecs === undefined || codecs.includes(codecOf(task) ?? ""));
}

function needsNative(task: Task): boolean {
  const codec = codecOf(task);
  return codec !== undefined && findProvider(codec)?.sandbox === "native";
}

function codecOf(task: Task): string | undefined {
  return "codec" in task ? task.codec : undefined;
}

function filtersOf(task: Task): string[] {
  return "steps" in task ? task.steps.map(({ filter }) => filter) : [];
}
