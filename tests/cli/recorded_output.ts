/** An output that keeps its lines. @module */
import type { Output } from "../../cli/output.ts";

/** What was printed, by stream. */
export class RecordedOutput implements Output {
  readonly results: string[] = [];
  readonly notes: string[] = [];
  readonly redraws: string[] = [];
  readonly documents: unknown[] = [];
  readonly jsonLines: unknown[] = [];
  readonly #columns: number;

  constructor(readonly interactive = false, columns = 80) {
    this.#columns = columns;
  }

  columns(): number {
    return this.#columns;
  }

  result(line: string): void {
    this.results.push(line);
  }

  json(value: unknown): void {
    this.documents.push(value);
  }

  jsonLine(value: unknown): void {
    this.jsonLines.push(value);
  }

  note(line: string): void {
    this.notes.push(line);
  }

  redraw(line: string): void {
    this.redraws.push(line);
  }
}
