/** The pieces of one attempt at a picture in bands: sent, stopped, and watched for what they leave behind. @module */
import { PixelpoolError, WorkerCrashedError } from "../errors.ts";
import type { ResultOf, Task } from "../task/task.ts";
import type { PoolEvents, WorkerId } from "./pool_events.ts";
import type { WorkerPool } from "./worker_pool.ts";

/** What is used of a pool. */
export type PiecePool = Pick<WorkerPool, "run" | "on">;

/** Sends pieces to a pool. Dispose of it when the attempt is over. */
export class BandPieces implements Disposable {
  readonly #pool: PiecePool;
  readonly #taskId: number;
  readonly #onDeath: () => void;
  readonly #stop = new AbortController();
  readonly #listening = new AbortController();
  readonly #ids = new Set<number>();
  /** Workers that are at a piece, by their names. */
  readonly #at = new Map<string, number>();
  /** Pieces whose worker has ended; it may have answered before. */
  readonly #lost = new Map<number, PoolEvents["workerEnd"]>();
  #unanswered = 0;
  #isOver = false;

  /** `onDeath` is called for each worker that dies of a piece, also after the end of the attempt. */
  constructor(pool: PiecePool, taskId: number, onDeath: () => void) {
    this.#pool = pool;
    this.#taskId = taskId;
    this.#onDeath = onDeath;
    const { signal } = this.#listening;
    pool.on("taskStart", (detail) => this.#started(detail), { signal });
    pool.on("workerEnd", (detail) => this.#ended(detail), { signal });
  }

  /** Whether every piece was answered by its worker, so that nobody can write to the arena any more. */
  get isQuiet(): boolean {
    return this.#unanswered === 0;
  }

  /** Runs a piece on a worker; its own deadline is that of the whole. */
  async send<T extends Task>(task: T): Promise<ResultOf<T>> {
    const { signal } = this.#stop;
    let id = 0;
    const onAccepted = (given: number): void => {
      id = given;
      this.#ids.add(id);
    };
    this.#unanswered++;
    try {
      // The caller's bytes stay the caller's, for another attempt.
      const options = { signal, timeout: Infinity, recover: "copy", onAccepted } as const;
      const result = await this.#pool.run(task, options);
      this.#answered(id);
      return result;
    } catch (error) {
      if (isAnswer(error)) this.#answered(id);
      throw this.#explained(id, error);
    }
  }

  /** Stops all pieces, those that wait and those that run. */
  stop(): void {
    this.#stop.abort();
  }

  /** Ends the attempt. Workers that are still at a piece are watched until they have done with it. */
  [Symbol.dispose](): void {
    this.stop();
    this.#isOver = true;
    this.#stopListening();
  }

  /** The caller knows the task by its own id, not by that of a piece. */
  #explained(id: number, error: unknown): unknown {
    const lost = this.#lost.get(id);
    if (lost === undefined || isAnswer(error)) return error;
    this.#onDeath();
    const message = `Cannot finish task ${this.#taskId} as worker ${lost.worker} ${lost.reason}`;
    return new WorkerCrashedError("worker_crashed", message, { cause: error });
  }

  #answered(id: number): void {
    this.#unanswered--;
    for (const [worker, piece] of this.#at) if (piece === id) this.#at.delete(worker);
    this.#stopListening();
  }

  #started({ id, ...worker }: PoolEvents["taskStart"]): void {
    // One that is given another task has done with the last one.
    this.#at.delete(nameOf(worker));
    if (this.#ids.has(id)) this.#at.set(nameOf(worker), id);
    this.#stopListening();
  }

  #ended(end: PoolEvents["workerEnd"]): void {
    const piece = this.#at.get(nameOf(end));
    if (piece === undefined) return;
    this.#at.delete(nameOf(end));
    // It was well, and was ended when it had nothing to do any more.
    if (end.reason === "was retired") return this.#stopListening();
    // Nobody waits for the pieces of an attempt that is over.
    if (this.#isOver) this.#onDeath();
    else this.#lost.set(piece, end);
    this.#stopListening();
  }

  #stopListening(): void {
    if (this.#isOver && this.#at.size === 0) this.#listening.abort();
  }
}

function nameOf({ lane, worker }: WorkerId): string {
  return `${lane} ${worker}`;
}

/** Whether a piece failed by itself, with its worker alive. */
function isAnswer(error: unknown): boolean {
  return error instanceof PixelpoolError && !(error instanceof WorkerCrashedError);
}
