/** What a stage sets up once before its kernel runs: rows to read and to write, and tables. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import { homeOf } from "../../image/wasm_home.ts";
import type { RunRows } from "../kernels.ts";
import type { SimdExports } from "./exports.ts";
import {
  CopiedSource,
  CopiedTarget,
  ResidentRows,
  type SourceRows,
  type TargetRows,
} from "./rows.ts";
import { ownSpace, sharedSpace, type Space } from "./space.ts";

/** One stage at work on one picture. */
export class Workshop {
  readonly kernels: SimdExports;
  readonly #space: Space;
  readonly #isResident: boolean;

  constructor(space: Space, isResident: boolean) {
    this.kernels = space.kernels;
    this.#space = space;
    this.#isResident = isResident;
  }

  /** Rows of a picture, of which `held` are in use at a time. */
  source(image: RgbaImage, held: number): SourceRows {
    return this.#isResident ? new ResidentRows(image) : new CopiedSource(this.#space, image, held);
  }

  target(image: RgbaImage): TargetRows {
    return this.#isResident ? new ResidentRows(image) : new CopiedTarget(this.#space, image);
  }

  /** Address of so many bytes; what they hold is undefined. */
  take(bytes: number): number {
    return this.#space.take(bytes);
  }

  /** Puts a table in the memory, and gives its address. */
  put(table: Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array): number {
    const address = this.#space.take(table.byteLength);
    const bytes = new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
    this.#space.bytes.set(bytes, address);
    return address;
  }

  /** Puts two floats in the memory. */
  putFloats(first: number, second: number): number {
    return this.put(new Uint8Array(Float64Array.of(first, second).buffer));
  }

  /** Fills bytes with 0. */
  clear(address: number, bytes: number): void {
    this.#space.bytes.fill(0, address, address + bytes);
  }

  /** Words that are written again and again, with their address. */
  words(count: number): { readonly address: number; readonly view: Uint32Array } {
    const address = this.#space.take(count * 4);
    const space = this.#space;
    let { bytes } = space;
    let view = new Uint32Array(bytes.buffer, address, count);
    return {
      address,
      get view() {
        // Memory that grew has another buffer.
        if (bytes !== space.bytes) {
          bytes = space.bytes;
          view = new Uint32Array(bytes.buffer, address, count);
        }
        return view;
      },
    };
  }
}

/**
 * A kernel that sets itself up when it runs for the first time, and again when another stage has used the memory
 * meanwhile. Pictures that lie in one WebAssembly memory are worked on there, others by copies of a few rows.
 */
export function inWorkshop(
  source: RgbaImage,
  target: RgbaImage,
  setUp: (workshop: Workshop) => RunRows,
): RunRows {
  const home = homeOf(source);
  const shared = home !== undefined && home === homeOf(target) ? home : undefined;
  let owner = {};
  let space = shared === undefined ? ownSpace() : sharedSpace(shared);
  let isResident = shared !== undefined;
  let run: RunRows | undefined;
  function open(): RunRows {
    // Another owner than before, so that what a failure left behind is given up.
    owner = {};
    space.claim(owner);
    return setUp(new Workshop(space, isResident));
  }
  function openSomewhere(): RunRows {
    try {
      return open();
    } catch (error) {
      if (!isResident || !(error instanceof RangeError)) throw error;
      // The shared memory cannot grow any further: rows are copied instead.
      isResident = false;
      space = ownSpace();
      return open();
    }
  }
  return (from, to) => {
    if (run === undefined || !space.isHeldBy(owner)) run = openSomewhere();
    run(from, to);
  };
}

/** Eight 16-bit lanes of each value. */
export function lanes16(...values: number[]): Int16Array {
  return Int16Array.from(values.flatMap((value) => new Array<number>(8).fill(value)));
}

/** Four 32-bit lanes of each value. */
export function lanes32(...values: number[]): Int32Array {
  return Int32Array.from(values.flatMap((value) => new Array<number>(4).fill(value)));
}
