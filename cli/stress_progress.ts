/** Tells how far a stress run is, in the way of `cli/progress.ts`. @module */
import type { StressProgress } from "../stress/settings.ts";
import { formatMs, formatRate } from "./format_text.ts";
import type { Output } from "./output.ts";

/** Least time between two redraws, and between two lines where nothing can be redrawn; in ms. */
const REDRAW_MS = 100;
const LINE_MS = 5_000;

/** Shows jobs that have ended, those that failed, and the speed. */
export class StressDisplay {
  readonly #output: Output;
  readonly #jobs: number;
  readonly #now: () => number;
  readonly #started: number;
  #shownAt: number;
  #drawn = false;

  /** @param jobs how many there will be; `Infinity` when that is not known */
  constructor(output: Output, jobs: number, now: () => number = () => performance.now()) {
    this.#output = output;
    this.#jobs = jobs;
    this.#now = now;
    this.#started = now();
    this.#shownAt = this.#started;
  }

  /** Shows the state unless it was shown a moment ago. */
  show({ settled, completed }: StressProgress): void {
    const now = this.#now();
    const { interactive } = this.#output;
    if (now - this.#shownAt < (interactive ? REDRAW_MS : LINE_MS)) return;
    this.#shownAt = now;
    const elapsed = now - this.#started;
    const of = this.#jobs === Infinity ? "" : `/${this.#jobs}`;
    const rate = formatRate(1000 * settled / elapsed);
    const line = `${settled}${of} jobs  ${rate} jobs/s  ${settled - completed} without a result  ` +
      formatMs(elapsed);
    if (!interactive) return this.#output.note(line);
    this.#output.redraw(line.slice(0, Math.max(0, this.#output.columns() - 1)));
    this.#drawn = true;
  }

  /** Takes the line away. */
  finish(): void {
    if (this.#drawn) this.#output.redraw("");
    this.#drawn = false;
  }
}
