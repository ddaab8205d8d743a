/** Sends everything to stderr, for runs whose picture goes to stdout. @module */
import type { Tone } from "./colour.ts";
import type { Output } from "./output.ts";
import { printableJson } from "./printable.ts";

/** An output that has no results of its own. */
export class StderrOutput implements Output {
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  /** @inheritdoc */
  get interactive(): boolean {
    return this.#output.interactive;
  }

  /** @inheritdoc */
  columns(): number {
    return this.#output.columns();
  }

  /** @inheritdoc */
  result(line: string, tone?: Tone): void {
    this.#output.note(line, tone);
  }

  /** @inheritdoc */
  json(value: unknown): void {
    printableJson(value, 2).split("\n").forEach((line) => this.#output.note(line));
  }

  /** @inheritdoc */
  jsonLine(value: unknown): void {
    this.#output.note(printableJson(value));
  }

  /** @inheritdoc */
  note(line: string, tone?: Tone): void {
    this.#output.note(line, tone);
  }

  /** @inheritdoc */
  redraw(line: string): void {
    this.#output.redraw(line);
  }
}
