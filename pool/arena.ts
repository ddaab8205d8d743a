/** Shared memory for one picture, and its use for the next one. @module */
import type { Size } from "../image/rgba_image.ts";
import { type Stage, stageOutputSize } from "../kernels/stage.ts";
import { type ArenaRef, createArena, frameBytes, type FrameRef } from "../task/frame.ts";

/** Where the frames of a picture lie. */
export interface ArenaLayout {
  /** The source, then what each stage makes of it. */
  readonly frames: readonly FrameRef[];
  /** Bytes of the arena. */
  readonly bytes: number;
}

/** Frames start at cache lines. */
const ALIGNMENT = 64;

/**
 * Two places in turn: a stage reads from one and writes to the other, so that the first source is written over
 * by the second stage.
 */
export function layoutArena(source: Size, stages: readonly Stage[]): ArenaLayout {
  const sizes: Size[] = [source];
  for (const stage of stages) sizes.push(stageOutputSize(stage, sizes[sizes.length - 1]));
  const [first, second] = [0, 1].map((parity) => {
    const bytes = sizes.filter((_, index) => index % 2 === parity).map(frameBytes);
    return Math.ceil(Math.max(0, ...bytes) / ALIGNMENT) * ALIGNMENT;
  });
  const frames = sizes.map(({ width, height }, index) => ({
    width,
    height,
    offset: index % 2 === 0 ? 0 : first,
  }));
  return { frames, bytes: first + second };
}

/** An arena this many times larger than asked for is left for a picture that needs it. */
const WASTE = 4;

/** Keeps the last arena: the first touch of fresh memory costs more than many a filter. */
export class Arenas {
  #kept: ArenaRef | undefined;

  /** An arena of at least so many bytes; what it holds is undefined. */
  take(bytes: number): ArenaRef {
    const kept = this.#kept;
    this.#kept = undefined;
    const size = kept?.bytes ?? 0;
    if (kept !== undefined && size >= bytes && size <= WASTE * bytes) return kept;
    return createArena(bytes);
  }

  /** Takes an arena back that no worker can write to any more. Any other one must be forgotten instead. */
  giveBack(arena: ArenaRef): void {
    this.#kept = arena;
  }

  /** Forgets the memory that is kept. */
  clear(): void {
    this.#kept = undefined;
  }
}
