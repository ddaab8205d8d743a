/** What was submitted and how it ended, kept apart from the books of the executor that is under test. @module */
import { type ErrorCode, errorCode, isAbort } from "../errors.ts";
import { type Fault, FAULTS } from "./faults.ts";
import { Marks } from "./marks.ts";

/** What a job was to meet. */
export type Fate = Fault | "none";

/** How a job ended: with a result, with an error of this code, or because somebody asked it to stop. */
export type Outcome = "completed" | ErrorCode | "aborted";

/** How many jobs of each fate ended in which way. */
export type Outcomes = Readonly<Record<Fate, Readonly<Partial<Record<Outcome, number>>>>>;

/** The book in numbers. */
export interface BookSummary {
  /** Jobs that were given to the executor. */
  readonly submitted: number;
  /** By what they were to meet. */
  readonly injected: Readonly<Record<Fate, number>>;
  /** By how they ended. */
  readonly outcomes: Outcomes;
  /** Jobs whose promise is still open. */
  readonly open: number;
  /** Jobs with a result that is not the one that this thread computes. */
  readonly wrong: number;
  /** The first of these. */
  readonly wrongJobs: readonly number[];
  /** Ids that the executor gave out. */
  readonly accepted: number;
  /** Ids that it gave to two tasks. */
  readonly acceptedTwice: number;
  /** Ids whose end it told other than once; `undefined` when it tells none. */
  readonly notEndedOnce: number | undefined;
}

/** Examples that are kept. */
const EXAMPLES = 10;

/** One run's book. */
export class Book {
  readonly #injected: Record<Fate, number> = perFate(() => 0);
  readonly #outcomes: Record<Fate, Partial<Record<Outcome, number>>> = perFate(() => ({}));
  readonly #accepted = new Marks();
  readonly #ended = new Marks();
  readonly #wrongJobs: number[] = [];
  #submitted = 0;
  #settled = 0;
  #completed = 0;
  #wrong = 0;
  #tellsEnds = false;

  /** Jobs that were given to the executor. */
  get submitted(): number {
    return this.#submitted;
  }

  /** Jobs that have ended. */
  get settled(): number {
    return this.#settled;
  }

  /** Jobs that have ended with a result. */
  get completed(): number {
    return this.#completed;
  }

  /** A job goes to the executor. */
  submit(fate: Fate): void {
    this.#submitted++;
    this.#injected[fate]++;
  }

  /** The executor has taken a task under this id. */
  accept(id: number): void {
    this.#accepted.add(id);
  }

  /** The executor says that a task has ended. */
  end(id: number): void {
    this.#tellsEnds = true;
    this.#ended.add(id);
  }

  /** The promise of a job was fulfilled. */
  complete(job: number, fate: Fate, isRight: boolean): void {
    this.#completed++;
    this.#settle(fate, "completed");
    if (isRight) return;
    this.#wrong++;
    if (this.#wrongJobs.length < EXAMPLES) this.#wrongJobs.push(job);
  }

  /** The promise of a job was rejected. */
  fail(fate: Fate, reason: unknown): void {
    this.#settle(fate, isAbort(reason) ? "aborted" : errorCode(reason));
  }

  /** All of it. */
  summary(): BookSummary {
    const end = Math.max(this.#accepted.end, this.#ended.end);
    let notEndedOnce = 0;
    for (let id = 0; id < end; id++) {
      if (this.#accepted.of(id) > 0 && this.#ended.of(id) !== 1) notEndedOnce++;
    }
    return {
      submitted: this.#submitted,
      injected: { ...this.#injected },
      outcomes: perFate((fate) => ({ ...this.#outcomes[fate] })),
      open: this.#submitted - this.#settled,
      wrong: this.#wrong,
      wrongJobs: [...this.#wrongJobs],
      accepted: this.#accepted.howMany((count) => count > 0),
      acceptedTwice: this.#accepted.howMany((count) => count > 1),
      notEndedOnce: this.#tellsEnds ? notEndedOnce : undefined,
    };
  }

  #settle(fate: Fate, outcome: Outcome): void {
    this.#settled++;
    const outcomes = this.#outcomes[fate];
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
}

/** How many jobs ended so, whatever they were to meet. */
export function countOf(outcomes: Outcomes, outcome: Outcome): number {
  return Object.values(outcomes).reduce((sum, counts) => sum + (counts[outcome] ?? 0), 0);
}

function perFate<Value>(valueOf: (fate: Fate) => Value): Record<Fate, Value> {
  const fates: Fate[] = ["none", ...FAULTS];
  return Object.fromEntries(fates.map((fate) => [fate, valueOf(fate)])) as Record<Fate, Value>;
}
