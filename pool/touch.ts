/** Makes fresh memory ready for use. @module */
import { turn } from "./turn.ts";

/** At most the size of a page on every platform, so that none is left out. */
const PAGE_BYTES = 4096;

/** Bytes between two turns of the event loop. */
const PART_BYTES = 1 << 20;

/**
 * The system gives memory out page by page when it is written to first, which takes longer than to copy a
 * picture into it later. This does it ahead, while others compute, with turns for the event loop.
 */
export async function touchPages(data: Uint8ClampedArray): Promise<void> {
  for (let from = 0; from < data.length; from += PART_BYTES) {
    const to = Math.min(from + PART_BYTES, data.length);
    for (let at = from; at < to; at += PAGE_BYTES) data[at] = 0;
    await turn();
  }
}
