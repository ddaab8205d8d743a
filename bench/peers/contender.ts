/** One face over every pool that is compared: the same two questions to each. @module */

/** A pool with its workers. */
export interface Contender {
  /** Name in the table. */
  readonly name: string;
  /** Starts all workers, so that no start falls into a timed round. */
  ready(): Promise<void>;
  /** The smallest task that this pool can run, there and back. */
  nothing(): Promise<void>;
  /** Runs the task of one pixel and no filter: the same message and the same work for every pool. */
  pixel(): Promise<void>;
  /** Moves a buffer of whole pixels to a worker and back without touching its bytes. */
  move(buffer: ArrayBuffer): Promise<ArrayBuffer>;
  /** Ends the workers. */
  close(): Promise<void>;
}

/** A contender that is not started yet. */
export interface Entrant {
  /** Name in the table. */
  readonly name: string;
  /** Makes it with so many workers. */
  create(workers: number): Contender;
}

/** Resolves once each of `workers` workers has most likely answered: several times as many tasks at once. */
export async function touchAll(workers: number, nothing: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: 8 * workers }, nothing));
}
