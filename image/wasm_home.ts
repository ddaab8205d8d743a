/** Which WebAssembly memory a picture lies in, so that compiled kernels can work on it where it is. @module */
import type { RgbaImage } from "./rgba_image.ts";

const homes = new WeakMap<ArrayBufferLike, WebAssembly.Memory>();

/** Remembers the memory that a buffer belongs to. Shared memory only: other memory moves when it grows. */
export function rememberHome(memory: WebAssembly.Memory): void {
  homes.set(memory.buffer, memory);
}

/** The memory of a picture, if it lies in one that is known. */
export function homeOf(image: RgbaImage): WebAssembly.Memory | undefined {
  return homes.get(image.data.buffer);
}
