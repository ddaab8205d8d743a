/** The only file that prints. Results go to stdout, everything about the run to stderr. @module */
import { OutputError } from "../errors.ts";
import { paint, type Tone, usesColour } from "./colour.ts";
import { printable, printableJson } from "./printable.ts";

/** Where the program's words go. */
export interface Output {
  /** Whether progress may redraw its line. */
  readonly interactive: boolean;
  /** Columns of the terminal. */
  columns(): number;
  /** A line of the result. */
  result(line: string, tone?: Tone): void;
  /** The result for machines. */
  json(value: unknown): void;
  /** A value for machines on one line of the result. */
  jsonLine(value: unknown): void;
  /** A line about the run. */
  note(line: string, tone?: Tone): void;
  /** Replaces the line that progress is shown on; the empty text clears it. */
  redraw(line: string): void;
}

type Stream = typeof Deno.stdout | typeof Deno.stderr;

const USUAL_COLUMNS = 80;

const encoder = new TextEncoder();

/** Prints to the standard streams; control characters in lines are shown, never sent. */
export class TerminalOutput implements Output {
  readonly interactive: boolean;
  /** Known from the start: the permission to read the environment is given back soon. */
  readonly #coloured: ReadonlyMap<Stream, boolean>;
  #lineOpen = false;

  constructor() {
    this.interactive = Deno.stderr.isTerminal();
    const streams: Stream[] = [Deno.stdout, Deno.stderr];
    this.#coloured = new Map(streams.map((stream) => [stream, usesColour(stream)]));
  }

  /** @inheritdoc */
  columns(): number {
    try {
      // Some terminals do not know their width and say 0.
      return Deno.consoleSize().columns || USUAL_COLUMNS;
    } catch {
      return USUAL_COLUMNS;
    }
  }

  /** @inheritdoc */
  result(line: string, tone?: Tone): void {
    this.#print(Deno.stdout, printable(line), tone);
  }

  /** @inheritdoc */
  json(value: unknown): void {
    this.#print(Deno.stdout, printableJson(value, 2));
  }

  /** @inheritdoc */
  jsonLine(value: unknown): void {
    this.#print(Deno.stdout, printableJson(value));
  }

  /** @inheritdoc */
  note(line: string, tone?: Tone): void {
    this.#print(Deno.stderr, printable(line), tone);
  }

  /** @inheritdoc */
  redraw(line: string): void {
    write(Deno.stderr, `\r\x1b[2K${printable(line)}`);
    this.#lineOpen = line !== "";
  }

  #print(stream: Stream, safe: string, tone?: Tone): void {
    // Takes the bar away, so that a line does not begin in the middle of it.
    if (this.#lineOpen) this.redraw("");
    const painted = tone !== undefined && this.#coloured.get(stream) ? paint(safe, tone) : safe;
    write(stream, `${painted}\n`);
  }
}

function write(stream: Stream, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let written = 0; written < bytes.length;) {
      written += stream.writeSync(bytes.subarray(written));
    }
  } catch (thrown) {
    // The reader has seen enough (`pixelpool filters | head`): no reason to stop working.
    if (thrown instanceof Deno.errors.BrokenPipe) return;
    const full = thrown instanceof Error && /ENOSPC|No space left/i.test(thrown.message);
    throw new OutputError(
      full ? "disk_full" : "write_failed",
      `Cannot print as ${full ? "no space is left" : "the stream cannot be written"}`,
      { cause: thrown },
    );
  }
}
