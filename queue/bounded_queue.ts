/** A first-in first-out line with room for so many entries and so many bytes. @module */

/** Whatever waits, with the bytes it holds. */
export interface Sized {
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

/** FIFO by insertion order; entries can be taken out of the middle. */
export class BoundedQueue<T extends Sized> {
  readonly #bounds: QueueBounds;
  readonly #entries = new Set<T>();
  #bytes = 0;

  /** An empty line. */
  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Entries. */
  get size(): number {
    return this.#entries.size;
  }

  /** Bytes of all entries. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Whether an entry of that many bytes may enter now. An empty line takes an entry of any size: it could never
   * run otherwise.
   */
  hasRoom(bytes: number): boolean {
    if (this.#entries.size === 0) return true;
    const { maxCount, maxBytes } = this.#bounds;
    return this.#entries.size < maxCount && this.#bytes + bytes <= maxBytes;
  }

  /** Adds at the end. The caller asks `hasRoom` first. */
  push(entry: T): void {
    this.#entries.add(entry);
    this.#bytes += entry.bytes;
  }

  /** Takes the first entry that `wanted` accepts. */
  shift(wanted: (entry: T) => boolean = () => true): T | undefined {
    for (const entry of this.#entries) {
      if (!wanted(entry)) continue;
      this.remove(entry);
      return entry;
    }
    return undefined;
  }

  /** How many entries `wanted` accepts. */
  count(wanted: (entry: T) => boolean): number {
    let count = 0;
    for (const entry of this.#entries) if (wanted(entry)) count++;
    return count;
  }

  /** Takes an entry out, wherever it stands; `false` when it is not there. */
  remove(entry: T): boolean {
    if (!this.#entries.delete(entry)) return false;
    this.#bytes -= entry.bytes;
    return true;
  }
}
