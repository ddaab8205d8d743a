/** The memory that compiled kernels work in, and who has it in hand. @module */
import { PRIVATE_MODULE, SHARED_MODULE } from "./compiled.ts";
import type { SimdExports } from "./exports.ts";

const PAGE = 65536;

/** Rows and tables start at cache lines. */
const ALIGNMENT = 64;

/** Kernels may read this many bytes beyond the end of what they are given. */
export const SLACK = 64;

/** Smallest growth of the memory, so that it grows seldom. */
const STEP = 16 * PAGE;

/**
 * An instance of the module and a part of its memory for rows and tables. One stage has it at a time: whoever comes
 * next takes it over, and the one before sets itself up again when its turn comes. Stages are open for as long as
 * nobody knows, so that none could give memory back.
 */
export class Space {
  readonly kernels: SimdExports;
  readonly #memory: WebAssembly.Memory;
  #view: Uint8Array;
  #owner: object | undefined;
  #start = 0;
  #top = 0;
  #end = 0;

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory) {
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.kernels = instance.exports as unknown as SimdExports;
    this.#memory = memory;
    this.#view = new Uint8Array(memory.buffer);
  }

  /** Takes the space over: all of it can be taken anew. */
  claim(owner: object): void {
    this.#owner = owner;
    this.#top = this.#start;
  }

  /** Whether everything is as `owner` left it. */
  isHeldBy(owner: object): boolean {
    return this.#owner === owner;
  }

  /** Address of so many bytes, until another owner comes. What they hold is undefined. */
  take(bytes: number): number {
    const size = Math.ceil((bytes + SLACK) / ALIGNMENT) * ALIGNMENT;
    if (this.#top + size > this.#end) this.#grow(size);
    const address = this.#top;
    this.#top += size;
    return address;
  }

  /** All bytes of the memory; to be asked for again after `take`. */
  get bytes(): Uint8Array {
    const { buffer } = this.#memory;
    if (this.#view.buffer !== buffer) this.#view = new Uint8Array(buffer);
    return this.#view;
  }

  /**
   * In memory that others grow as well, the new pages need not follow those that are there: what is taken already stays
   * where it is, and the new part is large enough for the next owner to find room for all.
   */
  #grow(size: number): void {
    const pages = Math.ceil(Math.max(size, STEP, 2 * (this.#end - this.#start)) / PAGE);
    const address = this.#memory.grow(pages) * PAGE;
    const follows = address === this.#end;
    if (!follows) {
      this.#start = address;
      this.#top = address;
    }
    this.#end = address + pages * PAGE;
  }
}

const compiled = new Map<string, WebAssembly.Module>();

function compile(text: string): WebAssembly.Module {
  let module = compiled.get(text);
  if (module === undefined) {
    module = new WebAssembly.Module(Uint8Array.fromBase64(text));
    compiled.set(text, module);
  }
  return module;
}

let own: Space | undefined;

/** The space of this thread, for pictures that lie elsewhere. */
export function ownSpace(): Space {
  own ??= new Space(compile(PRIVATE_MODULE), new WebAssembly.Memory({ initial: 1 }));
  return own;
}

const shared = new WeakMap<WebAssembly.Memory, Space>();

/** The space of this thread in memory that holds pictures. */
export function sharedSpace(memory: WebAssembly.Memory): Space {
  let space = shared.get(memory);
  if (space === undefined) {
    space = new Space(compile(SHARED_MODULE), memory);
    shared.set(memory, space);
  }
  return space;
}
