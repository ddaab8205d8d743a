/** Whether this machine runs SIMD instructions of WebAssembly. @module */

/** `(module (func (result v128) i32.const 0 i8x16.splat))` */
const TINY = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

/** False on processors without SSE 4.1, for instance. */
export const simdSupported: boolean = WebAssembly.validate(TINY);
