/** Bounds the memory of a compiled library by the picture in hand. @module */

const PAGE_BYTES = 65_536;

/** A bound that can be moved; what a library holds already it keeps. */
export class MemoryBound {
  /** Most bytes. @default no bound */
  most = Infinity;

  /** Has all memories among the exports refuse to grow beyond the bound, as on a machine that has no more. */
  hold(exports: WebAssembly.Exports): void {
    for (const memory of Object.values(exports)) {
      if (memory instanceof WebAssembly.Memory) this.#hold(memory);
    }
  }

  #hold(memory: WebAssembly.Memory): void {
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * PAGE_BYTES <= this.most) return grow(pages);
      throw new RangeError(`Cannot grow memory as it is bound to ${this.most} bytes`);
    };
  }
}
