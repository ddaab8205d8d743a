/** Rows of pictures where compiled kernels can reach them. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { Space } from "./space.ts";

/** Copies go in portions of about this size, which stay in the cache from the copy to the kernel. */
const PORTION = 128 * 1024;

/** Most rows of a portion: narrow pictures have no use for more. */
const MOST_ROWS = 64;

/** Rows to read. */
export interface SourceRows {
  /** Address of a row, good until `held` other rows were asked for. */
  address(y: number): number;
  /** Address of `count` rows without a gap, of at most a portion; no other row is held any more. */
  run(y: number, count: number): number;
  /** Says that no row from `end` on will be asked for soon. */
  until(end: number): void;
}

/** Rows to write, in rising order. */
export interface TargetRows {
  /** Address of a row. */
  address(y: number): number;
  /** Address of `count` rows without a gap, of at most a portion. */
  run(y: number, count: number): number;
  /** Brings what was written to the picture. */
  end(): void;
}

/** Rows of a portion of rows of so many bytes. */
export function rowsInPortion(stride: number): number {
  return Math.min(MOST_ROWS, Math.max(1, Math.floor(PORTION / stride)));
}

/** Rows of a picture that lies in the memory of the kernels. */
export class ResidentRows implements SourceRows, TargetRows {
  readonly #base: number;
  readonly #stride: number;

  constructor(image: RgbaImage) {
    this.#base = image.data.byteOffset;
    this.#stride = image.width * 4;
  }

  address(y: number): number {
    return this.#base + y * this.#stride;
  }

  run(y: number): number {
    return this.address(y);
  }

  until(): void {}

  end(): void {}
}

/** Copies of rows of a picture that lies elsewhere. */
export class CopiedSource implements SourceRows {
  readonly #space: Space;
  readonly #image: RgbaImage;
  readonly #stride: number;
  readonly #portion: number;
  readonly #slots: Int32Array;
  readonly #base: number;
  #end: number;

  /** `held` rows can be held at a time. */
  constructor(space: Space, image: RgbaImage, held: number) {
    this.#space = space;
    this.#image = image;
    this.#stride = image.width * 4;
    this.#portion = rowsInPortion(this.#stride);
    this.#slots = new Int32Array(held + this.#portion).fill(-1);
    this.#base = space.take(this.#slots.length * this.#stride);
    this.#end = image.height;
  }

  address(y: number): number {
    const slot = y % this.#slots.length;
    if (this.#slots[slot] !== y) this.#copy(y, slot);
    return this.#base + slot * this.#stride;
  }

  run(y: number, count: number): number {
    this.#slots.fill(-1);
    this.#fetch(y, count, 0);
    return this.#base;
  }

  until(end: number): void {
    this.#end = Math.min(end, this.#image.height);
  }

  #copy(y: number, slot: number): void {
    const slots = this.#slots;
    const count = Math.max(1, Math.min(this.#portion, this.#end - y, slots.length - slot));
    for (let i = 0; i < count; i++) slots[slot + i] = y + i;
    this.#fetch(y, count, slot);
  }

  #fetch(y: number, count: number, slot: number): void {
    const stride = this.#stride;
    const rows = this.#image.data.subarray(y * stride, (y + count) * stride);
    this.#space.bytes.set(rows, this.#base + slot * stride);
  }
}

/** Rows that are copied to a picture that lies elsewhere, some at a time. */
export class CopiedTarget implements TargetRows {
  readonly #space: Space;
  readonly #image: RgbaImage;
  readonly #stride: number;
  readonly #portion: number;
  readonly #base: number;
  #from = 0;
  #to = 0;

  constructor(space: Space, image: RgbaImage) {
    this.#space = space;
    this.#image = image;
    this.#stride = image.width * 4;
    this.#portion = rowsInPortion(this.#stride);
    this.#base = space.take(this.#portion * this.#stride);
  }

  address(y: number): number {
    const isNext = y === this.#to && this.#to - this.#from < this.#portion;
    if (!isNext) {
      this.end();
      this.#from = y;
    }
    this.#to = y + 1;
    return this.#base + (y - this.#from) * this.#stride;
  }

  run(y: number, count: number): number {
    this.end();
    this.#from = y;
    this.#to = y + count;
    return this.#base;
  }

  end(): void {
    const count = (this.#to - this.#from) * this.#stride;
    if (count > 0) {
      const rows = this.#space.bytes.subarray(this.#base, this.#base + count);
      this.#image.data.set(rows, this.#from * this.#stride);
    }
    this.#from = this.#to;
  }
}
