/** Pictures in shared memory, as they are named across threads. @module */
import type { RgbaImage, Size } from "../image/rgba_image.ts";

/** Shared memory that holds the frames of one picture; it crosses threads without a copy. */
export interface ArenaRef {
  /** All frames, one behind the other. */
  readonly memory: SharedArrayBuffer;
  /** Which bands of the stage in hand are left; see `band_words.ts`. */
  readonly words: SharedArrayBuffer;
}

/** Where the pixels of a picture lie in an arena. */
export interface FrameRef extends Size {
  /** First byte, a multiple of four. */
  readonly offset: number;
}

/** Bytes of the pixels of a frame. */
export function frameBytes({ width, height }: Size): number {
  return width * height * 4;
}

/** A frame as a picture. Whoever has it sees what others write: one writer a row, and readers only afterwards. */
export function frameImage({ memory }: ArenaRef, frame: FrameRef): RgbaImage {
  const { width, height, offset } = frame;
  return { width, height, data: new Uint8ClampedArray(memory, offset, frameBytes(frame)) };
}
