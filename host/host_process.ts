/** The supervisor's side of one child host, from its start to its end. @module */
import type { HostDeath } from "./host_death.ts";
import { describeStatus, lastWords } from "./host_death.ts";
import type { HostSettings } from "./host_options.ts";
import { FrameReader, FrameWriter } from "./frames.ts";
import { HostRuns } from "./host_runs.ts";
import { type Launched, launchHost } from "./launch.ts";
import {
  type HostReport,
  type HostRequest,
  type HostResponse,
  REPORT_EVERY_MS,
} from "./protocol.ts";
import { readTail } from "./read_tail.ts";

/** What a host tells its owner. */
export interface HostEvents {
  /** A message, with its bulk. */
  onMessage(host: HostProcess, message: HostResponse, bulk: Uint8Array | undefined): void;
  /** The process is gone and everything it said has been told. Called once. */
  onDeath(host: HostProcess, death: HostDeath): void;
}

/** Reports that may be missing before a host counts as dead: its main thread has nothing to compute. */
const MAX_MISSING = 20;

/** Longest wait for the last words of a process that has ended, in ms. */
const LAST_WORDS_MS = 500;

/** One child process and what it is at. It lives until `kill`, its own end, or that of this program. */
export class HostProcess {
  /** The tasks it was sent. */
  readonly runs = new HostRuns();
  readonly #events: HostEvents;
  readonly #launched: Launched;
  readonly #words: Promise<string>;
  readonly #gone = Promise.withResolvers<void>();
  readonly #startTimer: ReturnType<typeof setTimeout>;
  readonly #beat: ReturnType<typeof setInterval>;
  #writer: FrameWriter | undefined;
  #report: HostReport | undefined;
  /** Why we ended it; otherwise it ended by itself. */
  #death: HostDeath | undefined;
  #isOpen = false;
  #hasServed = false;
  #missing = 0;

  /**
   * Starts the process.
   *
   * @throws {Deno.errors.NotCapable} when the program may not
   */
  constructor(settings: HostSettings, events: HostEvents) {
    const { startTimeoutMs } = settings;
    this.#events = events;
    this.#launched = launchHost(settings);
    this.#words = readTail(this.#launched.child.stderr);
    this.#startTimer = setTimeout(
      () => this.kill({ kind: "slow_start", timeoutMs: startTimeoutMs }),
      startTimeoutMs,
    );
    this.#beat = setInterval(() => this.#look(), REPORT_EVERY_MS);
    void this.#live(settings);
  }

  /** Whether it takes tasks. */
  get isOpen(): boolean {
    return this.#isOpen && this.#writer !== undefined && this.#death === undefined;
  }

  /** Whether any task has started on one of its workers. */
  get hasServed(): boolean {
    return this.#hasServed;
  }

  /** Its last report. */
  get report(): HostReport | undefined {
    return this.#report;
  }

  /** Its number in the system. */
  get pid(): number {
    return this.#launched.child.pid;
  }

  /** Resolves when the process is gone. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /**
   * Sends a message.
   *
   * @throws {Error} when it cannot be cloned; nothing is sent then
   */
  send(message: HostRequest, bulk?: Uint8Array): void {
    this.#writer?.send(message, bulk);
  }

  /** Ends the process at once, whatever it is at. Its end is told as always, with this reason. */
  kill(death: HostDeath): void {
    this.#death ??= death;
    try {
      this.#launched.child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }

  async #live(settings: HostSettings): Promise<void> {
    const { child, abandon } = this.#launched;
    const talk = this.#talk(settings);
    const status = await child.status;
    abandon();
    // What it said before its end still counts: a result that has arrived is not computed again.
    await talk;
    const words = await this.#words;
    clearTimeout(this.#startTimer);
    clearInterval(this.#beat);
    this.#gone.resolve();
    this.#events.onDeath(
      this,
      this.#death ?? { kind: "ended", how: describeStatus(status), words: lastWords(words) },
    );
  }

  /** Listens until the connection ends, and sees to it that the process does not outlive it. Never rejects. */
  async #talk(settings: HostSettings): Promise<void> {
    try {
      using connection = await this.#launched.connection;
      this.#writer = new FrameWriter(connection);
      this.send({ type: "start", options: settings.portable });
      const reader = new FrameReader(connection);
      for (let frame = await reader.next(); frame !== undefined; frame = await reader.next()) {
        this.#receive(frame.message as HostResponse, frame.bulk);
      }
    } catch {
      // Nobody connected, or the connection broke.
    }
    this.#writer = undefined;
    await this.#endWithoutUs();
  }

  /** A process whose connection has ended is ending, and says why when it does so by itself. */
  async #endWithoutUs(): Promise<void> {
    const { child } = this.#launched;
    const timer = setTimeout(() => this.#killQuietly(), LAST_WORDS_MS);
    await child.status;
    clearTimeout(timer);
  }

  #killQuietly(): void {
    try {
      this.#launched.child.kill("SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }

  #receive(message: HostResponse, bulk: Uint8Array | undefined): void {
    this.#missing = 0;
    if (message.type === "open") {
      clearTimeout(this.#startTimer);
      this.#isOpen = true;
    } else if (message.type === "report") this.#report = message;
    else if (message.type === "taskStart") this.#hasServed = true;
    this.#events.onMessage(this, message, bulk);
  }

  /**
   * Counts in looks rather than in time: when this thread was held up, everything looks late at first, and what was
   * sent meanwhile is heard before the next look.
   */
  #look(): void {
    if (!this.isOpen) return;
    if (this.#missing++ >= MAX_MISSING) {
      this.kill({ kind: "silent", silentMs: MAX_MISSING * REPORT_EVERY_MS });
    } else if (this.runs.lookForOverdue(performance.now())) this.kill({ kind: "overdue" });
  }
}
