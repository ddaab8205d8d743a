/** A line in order of rank with room for so many entries and so many bytes. @module */
import { insertByRank, type Ranked } from "./rank.ts";

/** Whatever waits, with the bytes it holds. */
export interface Sized extends Ranked {
  /** Counted while it waits. */
  readonly bytes: number;
}

/** Bounds of a line. */
export interface QueueBounds {
  /** Entries. */
  readonly maxCount: number;
  /** Bytes of all entries together. */
  readonly maxBytes: number;
}

/** By rank, and first in first out where ranks are equal; entries can be taken out of the middle. */
export class BoundedQueue<T extends Sized> implements Iterable<T> {
  readonly #bounds: QueueBounds;
  readonly #entries: T[] = [];
  #bytes = 0;

  /** An empty line. */
  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Entries. */
  get size(): number {
    return this.#entries.length;
  }

  /** Bytes of all entries. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The entries in their order. */
  [Symbol.iterator](): Iterator<T> {
    return this.#entries.values();
  }

  /** Whether an entry of that many bytes may enter now. */
  hasRoom(bytes: number): boolean {
    return fits(this.#bounds, { count: this.#entries.length, bytes: this.#bytes }, bytes);
  }

  /** Adds behind those of the same rank. The caller asks `hasRoom` first. */
  push(entry: T): void {
    insertByRank(this.#entries, entry);
    this.#bytes += entry.bytes;
  }

  /** Takes the first entry that `wanted` accepts. */
  shift(wanted: (entry: T) => boolean = () => true): T | undefined {
    return this.#takeAt(this.#entries.findIndex(wanted));
  }

  /** Takes an entry out, wherever it stands; `false` when it is not there. */
  remove(entry: T): boolean {
    return this.#takeAt(this.#entries.indexOf(entry)) !== undefined;
  }

  #takeAt(index: number): T | undefined {
    if (index < 0) return undefined;
    const [entry] = this.#entries.splice(index, 1);
    this.#bytes -= entry.bytes;
    return entry;
  }
}

/**
 * Whether an entry of that many bytes fits into a line that holds so much. An empty line takes an entry of any
 * size: it could never run otherwise.
 */
export function fits(
  bounds: QueueBounds,
  line: { readonly count: number; readonly bytes: number },
  bytes: number,
): boolean {
  if (line.count === 0) return true;
  return line.count < bounds.maxCount && line.bytes + bytes <= bounds.maxBytes;
}
