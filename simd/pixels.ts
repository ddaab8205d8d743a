// What the kernels share: luma of four pixels, and stores that end where a row ends.
//
// Every kernel of this folder takes addresses. A row may be read up to 64 bytes beyond its end, but is never
// written there. Nothing static is ever written, because several threads may run over one memory.

/** Byte 3 of each pixel. */
export const ALPHA: usize = memory.data<u32>([0xff000000, 0xff000000, 0xff000000, 0xff000000], 16);

/** Masks and weights of BT.601 in Q15, as pairs of 16-bit lanes: red and blue, green and nothing, one half. */
export const LUMA: usize = memory.data<u32>([
  0x00ff00ff, 0x00ff00ff, 0x00ff00ff, 0x00ff00ff,
  0x0e972646, 0x0e972646, 0x0e972646, 0x0e972646,
  0x00004b23, 0x00004b23, 0x00004b23, 0x00004b23,
  0x00004000, 0x00004000, 0x00004000, 0x00004000,
], 16);

// Constants are loaded from memory before a loop: the compiler would make a splat again in every turn of it.

/** Luma of four pixels, 0 to 255 in 32-bit lanes. The products stay below 2^23, their sum below 2^24. */
// @ts-ignore: decorator
@inline
export function luma4(pixels: v128, mask: v128, redBlue: v128, green: v128, half: v128): v128 {
  const even = i32x4.dot_i16x8_s(v128.and(pixels, mask), redBlue);
  const odd = i32x4.dot_i16x8_s(i16x8.shr_u(pixels, 8), green);
  return i32x4.shr_u(i32x4.add(i32x4.add(even, odd), half), 15);
}

/** Stores the first `count` of four pixels, 1 to 3. */
// @ts-ignore: decorator
@inline
export function storeFirst(to: usize, pixels: v128, count: usize): void {
  v128.store32_lane(to, pixels, 0);
  if (count > 1) v128.store32_lane(to, pixels, 1, 4);
  if (count > 2) v128.store32_lane(to, pixels, 2, 8);
}

/** Stores four pixels, or fewer at the end of a row. */
// @ts-ignore: decorator
@inline
export function storeUpTo4(to: usize, pixels: v128, left: usize): void {
  if (left >= 4) v128.store(to, pixels);
  else storeFirst(to, pixels, left);
}
