/** Tells how far a batch is: a bar on a terminal, now and then a line anywhere else. @module */
import { type FileReport, perSecond } from "../jobs/report.ts";
import { formatRate, plural } from "./format_text.ts";
import type { Output } from "./output.ts";

/** Options of the display. */
export interface ProgressOptions {
  /** Clock in ms. @default performance.now */
  readonly now?: () => number;
  /** Least time between two redraws of the bar in ms. @default 100 */
  readonly redrawMs?: number;
  /** Least time between two lines in ms. @default 2000 */
  readonly lineMs?: number;
}

const BAR_WIDTH = 24;

/** Shows settled jobs, speed and the time that is left. */
export class Progress {
  readonly #output: Output;
  readonly #total: number;
  readonly #now: () => number;
  readonly #intervalMs: number;
  readonly #started: number;
  #shownAt: number;
  #settled = 0;
  #completed = 0;
  #unsuccessful = 0;
  #pixels = 0;
  #drawn = false;

  constructor(output: Output, total: number, options: ProgressOptions = {}) {
    const { now = () => performance.now(), redrawMs = 100, lineMs = 2000 } = options;
    this.#output = output;
    this.#total = total;
    this.#now = now;
    this.#intervalMs = output.interactive ? redrawMs : lineMs;
    this.#started = now();
    // The first line is due after an interval: a short batch needs none.
    this.#shownAt = output.interactive ? -Infinity : this.#started;
  }

  /** Counts a job that ended. */
  settle(report: FileReport): void {
    this.#settled++;
    if (report.status === "completed") this.#completed++;
    else if (report.status !== "skipped") this.#unsuccessful++;
    if (report.status === "completed") this.#pixels += report.sourcePixels;
    this.tick();
  }

  /** Shows the state unless it was shown a moment ago. */
  tick(): void {
    const now = this.#now();
    if (now - this.#shownAt < this.#intervalMs) return;
    this.#shownAt = now;
    const status = this.#status(now - this.#started);
    if (!this.#output.interactive) return this.#output.note(status);
    const bar = `${this.#bar()} ${status}`;
    // A line that wraps could not be redrawn.
    this.#output.redraw(bar.slice(0, Math.max(0, this.#output.columns() - 1)));
    this.#drawn = true;
  }

  /** Takes the bar away; the summary says the rest. */
  finish(): void {
    if (this.#drawn) this.#output.redraw("");
    this.#drawn = false;
  }

  #bar(): string {
    const filled = Math.floor((BAR_WIDTH * this.#settled) / Math.max(1, this.#total));
    return `[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}]`;
  }

  #status(elapsed: number): string {
    const parts = [
      `${this.#settled}/${this.#total}`,
      `${formatRate(perSecond(this.#completed, elapsed))} images/s`,
      `${formatRate(perSecond(this.#pixels / 1e6, elapsed))} MP/s`,
    ];
    if (this.#settled > 0 && this.#settled < this.#total) {
      const left = (elapsed / this.#settled) * (this.#total - this.#settled);
      parts.push(`ETA ${formatEta(left)}`);
    }
    if (this.#unsuccessful > 0) parts.push(plural(this.#unsuccessful, "failure"));
    return parts.join("  ");
  }
}

/** `42 s`, `3:05`, `1:02:09`. */
export function formatEta(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}
