/** The lanes of a pool and who helps whom. @module */
import { type LaneName, type LaneOptions, NATIVE_LANE } from "./lane.ts";
import { permissionsOf } from "./lane_access.ts";
import { WorkerGroup } from "./worker_group.ts";
import type { GroupEvents } from "./worker_group_options.ts";
import type { PoolSettings } from "./worker_pool_options.ts";

/** A lane with its workers. */
export interface Lane {
  /** Its name. */
  readonly name: LaneName;
  /** Its workers. */
  readonly group: WorkerGroup;
  /** Whether they take tasks of other lanes when they have none of their own. */
  readonly helps: boolean;
  /** Whether some are started to help, rather than only lent while they are idle. */
  readonly startsToHelp: boolean;
}

/** The lanes of one pool; the usual and the native one are opened when they are needed. */
export class Lanes implements Iterable<Lane> {
  readonly #settings: PoolSettings;
  readonly #eventsOf: (lane: LaneName) => GroupEvents;
  readonly #lanes = new Map<LaneName, Lane>();

  /** Opens those of the options: their workers may help before they have a task of their own. */
  constructor(settings: PoolSettings, eventsOf: (lane: LaneName) => GroupEvents) {
    this.#settings = settings;
    this.#eventsOf = eventsOf;
    for (const { name } of settings.lanes) this.open(name);
  }

  /** The lanes that are open. */
  [Symbol.iterator](): Iterator<Lane> {
    return this.#lanes.values();
  }

  /** A lane that is open. */
  get(name: LaneName): Lane | undefined {
    return this.#lanes.get(name);
  }

  /** A lane, opened if it is not. */
  open(name: LaneName): Lane {
    let lane = this.#lanes.get(name);
    if (lane === undefined) {
      lane = this.#create(name);
      this.#lanes.set(name, lane);
    }
    return lane;
  }

  /**
   * The open lanes that a lane may take tasks from. A sandbox is never left: workers for native code help
   * nobody, and nobody else could do their tasks.
   */
  helpedBy({ name, helps }: Lane): Lane[] {
    if (!helps) return [];
    return [...this.#lanes.values()].filter((other) =>
      other.name !== name && other.name !== NATIVE_LANE
    );
  }

  /** A count of all workers' groups together. */
  sum(count: (group: WorkerGroup) => number): number {
    let sum = 0;
    for (const { group } of this.#lanes.values()) sum += count(group);
    return sum;
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map(({ group }) => group.close()));
  }

  #create(name: LaneName): Lane {
    const { access, group: settings } = this.#settings;
    const own = this.#settings.lanes.find((lane) => lane.name === name);
    const workers = own?.workers ?? settings.workers;
    const options = {
      ...settings,
      workers,
      scale: own?.workers === undefined ? settings.scale : ownScale(own, settings.scale),
      permissions: permissionsOf(name === NATIVE_LANE && access === "none" ? "native" : access),
    };
    return {
      name,
      group: new WorkerGroup(options, this.#eventsOf(name)),
      helps: name !== NATIVE_LANE && (own?.helps ?? true),
      startsToHelp: own !== undefined,
    };
  }
}

/** A lane with a number of its own is not grown beyond it, and keeps no more than it may have. */
function ownScale(
  { workers = 1 }: LaneOptions,
  scale: PoolSettings["group"]["scale"],
): PoolSettings["group"]["scale"] {
  return { ...scale, maxWorkers: workers, minWorkers: Math.min(workers, scale.minWorkers) };
}
