/** Pictures in shared memory, as they are named across threads. @module */
import { LimitError } from "../errors.ts";
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import { rememberHome } from "../image/wasm_home.ts";
import { createBandWords } from "./band_words.ts";

/** Shared memory that holds the frames of one picture; it crosses threads without a copy. */
export interface ArenaRef {
  /** Tells the arenas of a thread apart, also for the threads that they are sent to. */
  readonly id: number;
  /** All frames, one behind the other, so that compiled kernels work on them where they are. */
  readonly memory: WebAssembly.Memory;
  /** Bytes that there are for frames. */
  readonly bytes: number;
  /** Which bands of the stage in hand are left; see `band_words.ts`. */
  readonly words: SharedArrayBuffer;
}

/** Where the pixels of a picture lie in an arena. */
export interface FrameRef extends Size {
  /** First byte, a multiple of four, from the first byte for frames on. */
  readonly offset: number;
}

const PAGE = 65536;

/** Pages that 32-bit addresses reach. */
const MOST_PAGES = 65536;

/** The first page belongs to the kernels. */
const FRAMES_AT = PAGE;

/** Kernels may read so many bytes beyond the end of a frame. */
const SLACK = 64;

/** Pages that the kernels of all workers may add for their tables and rows: 256 MiB. */
const ROOM_PAGES = 4096;

let arenas = 0;

/**
 * An arena for so many bytes of frames. Its memory grows by what kernels need while they run.
 *
 * @throws {LimitError} `memory_budget` when it is more than addresses reach
 * @throws {RangeError} when the machine does not give it
 */
export function createArena(bytes: number): ArenaRef {
  const initial = Math.ceil((FRAMES_AT + bytes + SLACK) / PAGE);
  if (initial > MOST_PAGES) {
    throw new LimitError(
      "memory_budget",
      `Cannot hold picture as shared memory ends at ${MOST_PAGES * PAGE} bytes: ` +
        `current value is ${initial * PAGE}`,
    );
  }
  const maximum = Math.min(MOST_PAGES, initial + ROOM_PAGES);
  const memory = new WebAssembly.Memory({ initial, maximum, shared: true });
  return { id: ++arenas, memory, bytes, words: createBandWords() };
}

/** Bytes of the pixels of a frame. */
export function frameBytes({ width, height }: Size): number {
  return width * height * 4;
}

/** A frame as a picture. Whoever has it sees what others write: one writer a row, and readers only afterwards. */
export function frameImage(arena: ArenaRef, frame: FrameRef): RgbaImage {
  const { width, height, offset } = frame;
  const memory = memoryOf(arena);
  const { buffer } = memory;
  rememberHome(memory);
  return {
    width,
    height,
    data: new Uint8ClampedArray(buffer, FRAMES_AT + offset, frameBytes(frame)),
  };
}

let last: Pick<ArenaRef, "id" | "memory"> | undefined;

/**
 * Each message brings another object for the same memory. The first one is kept, since kernels keep what they have set
 * up in a memory together with it.
 */
function memoryOf({ id, memory }: ArenaRef): WebAssembly.Memory {
  if (last?.id !== id) last = { id, memory };
  return last.memory;
}
