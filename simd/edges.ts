// Derivatives of luma: gradient magnitude, and the local half of Canny's detector.
// Rows are 16-bit lanes; each address is that of the first pixel, with at least one value before it.
import { ALPHA, storeUpTo4 } from "./pixels";

/** Spreads 4 bytes, and the 4 behind them, over 4 pixels without alpha. */
const SPREAD_LOW: usize = memory.data<u8>([0, 0, 0, 128, 1, 1, 1, 128, 2, 2, 2, 128, 3, 3, 3, 128], 16);
const SPREAD_HIGH: usize = memory.data<u8>([4, 4, 4, 128, 5, 5, 5, 128, 6, 6, 6, 128, 7, 7, 7, 128], 16);

/** 2^23: a float of that size has no fraction left, so that adding it rounds. */
const ROUNDING: usize = memory.data<f32>([8388608, 8388608, 8388608, 8388608], 16);
const LOW_WORD: usize = memory.data<u32>([0xffff, 0xffff, 0xffff, 0xffff], 16);

/** Eight bytes as grey pixels with the alpha of others. */
// @ts-ignore: decorator
@inline
function storeGrey(values: v128, from: usize, to: usize, left: usize): void {
  const alpha = v128.load(ALPHA);
  const low = v128.or(
    i8x16.swizzle(values, v128.load(SPREAD_LOW)),
    v128.and(v128.load(from), alpha),
  );
  if (left < 5) return storeUpTo4(to, low, left);
  v128.store(to, low);
  const high = v128.or(
    i8x16.swizzle(values, v128.load(SPREAD_HIGH)),
    v128.and(v128.load(from, 16), alpha),
  );
  storeUpTo4(to + 16, high, left - 4);
}

/**
 * Rounded root of a sum of squares, as 32-bit lanes. Exact up to 255: the nearest a root of a whole number comes to a
 * half there is 0.0004, and floats are right to 0.00002. What is larger saturates later.
 */
// @ts-ignore: decorator
@inline
function rootOf(squares: v128): v128 {
  const root = f32x4.sqrt(f32x4.convert_i32x4_s(squares));
  return v128.and(f32x4.add(root, v128.load(ROUNDING)), v128.load(LOW_WORD));
}

/**
 * Magnitude of the derivative with `[side, middle, side]` across it; `weights` holds eight lanes of each. Derivatives
 * are at most 16 * 255, the sum of their squares below 2^26.
 */
export function derivativeRow(
  above: usize,
  at: usize,
  below: usize,
  weights: usize,
  from: usize,
  to: usize,
  count: usize,
): void {
  const side = v128.load(weights);
  const middle = v128.load(weights, 16);
  for (let x: usize = 0; x < count; x += 8) {
    const top = above + x * 2;
    const bottom = below + x * 2;
    const here = at + x * 2;
    const falling = i16x8.sub(v128.load(bottom + 2), v128.load(top - 2));
    const rising = i16x8.sub(v128.load(top + 2), v128.load(bottom - 2));
    const across = i16x8.sub(v128.load(here + 2), v128.load(here - 2));
    const down = i16x8.sub(v128.load(bottom), v128.load(top));
    const gx = i16x8.add(
      i16x8.mul(i16x8.add(falling, rising), side),
      i16x8.mul(across, middle),
    );
    const gy = i16x8.add(i16x8.mul(i16x8.sub(falling, rising), side), i16x8.mul(down, middle));
    const low = v128.shuffle<u16>(gx, gy, 0, 8, 1, 9, 2, 10, 3, 11);
    const high = v128.shuffle<u16>(gx, gy, 4, 12, 5, 13, 6, 14, 7, 15);
    const roots = i16x8.narrow_i32x4_s(
      rootOf(i32x4.dot_i16x8_s(low, low)),
      rootOf(i32x4.dot_i16x8_s(high, high)),
    );
    storeGrey(i8x16.narrow_i16x8_u(roots, roots), from + x * 4, to + x * 4, count - x);
  }
}

/** Magnitude of the laplacian `[0 1 0; 1 -4 1; 0 1 0]`. */
export function laplacianRow(
  above: usize,
  at: usize,
  below: usize,
  from: usize,
  to: usize,
  count: usize,
): void {
  for (let x: usize = 0; x < count; x += 8) {
    const here = at + x * 2;
    const sum = i16x8.add(
      i16x8.add(v128.load(above + x * 2), v128.load(below + x * 2)),
      i16x8.add(v128.load(here - 2), v128.load(here + 2)),
    );
    const size = i16x8.abs(i16x8.sub(sum, i16x8.shl(v128.load(here), 2)));
    storeGrey(i8x16.narrow_i16x8_u(size, size), from + x * 4, to + x * 4, count - x);
  }
}

/** Sobel derivatives and the sum of their sizes, at most 2040, of `count` pixels; writes whole vectors. */
export function sobelRow(
  above: usize,
  at: usize,
  below: usize,
  across: usize,
  down: usize,
  norms: usize,
  count: usize,
): void {
  for (let x: usize = 0; x < count * 2; x += 16) {
    const top = above + x;
    const bottom = below + x;
    const here = at + x;
    const falling = i16x8.sub(v128.load(bottom + 2), v128.load(top - 2));
    const rising = i16x8.sub(v128.load(top + 2), v128.load(bottom - 2));
    const middleX = i16x8.sub(v128.load(here + 2), v128.load(here - 2));
    const middleY = i16x8.sub(v128.load(bottom), v128.load(top));
    const gx = i16x8.add(i16x8.add(falling, rising), i16x8.shl(middleX, 1));
    const gy = i16x8.add(i16x8.sub(falling, rising), i16x8.shl(middleY, 1));
    v128.store(across + x, gx);
    v128.store(down + x, gy);
    v128.store(norms + x, i16x8.add(i16x8.abs(gx), i16x8.abs(gy)));
  }
  // Beyond the picture there is no gradient.
  store<u16>(norms - 2, 0);
  store<u16>(norms + count * 2, 0);
}

/** tan(22.5 degrees) in Q15. */
const TANGENT: usize = memory.data<u32>([0x35053505, 0x35053505, 0x35053505, 0x35053505], 16);

/** What a weak edge is marked with; a strong one is 255. */
const WEAK: usize = memory.data<u32>([0x00800080, 0x00800080, 0x00800080, 0x00800080], 16);

/**
 * Marks the ridges of the norm: 0, 128 or 255. `thresholds` holds eight lanes of the low one, and of the high one.
 * `above`, `at` and `below` are rows of norms.
 */
export function ridgeRow(
  above: usize,
  at: usize,
  below: usize,
  across: usize,
  down: usize,
  thresholds: usize,
  from: usize,
  to: usize,
  count: usize,
): void {
  const low = v128.load(thresholds);
  const high = v128.load(thresholds, 16);
  const tangent = v128.load(TANGENT);
  const weak = v128.load(WEAK);
  for (let x: usize = 0; x < count; x += 8) {
    const i = x * 2;
    const gx = v128.load(across + i);
    const gy = v128.load(down + i);
    const sizeX = i16x8.abs(gx);
    const sizeY = i16x8.abs(gy);
    // Comparisons in Q15: at most 1020 * 79109, so that 32 bits hold them.
    const shallow0 = i32x4.extmul_low_i16x8_s(sizeX, tangent);
    const shallow1 = i32x4.extmul_high_i16x8_s(sizeX, tangent);
    const along0 = i32x4.shl(i32x4.extend_low_i16x8_u(sizeY), 15);
    const along1 = i32x4.shl(i32x4.extend_high_i16x8_u(sizeY), 15);
    const isAcross = i16x8.narrow_i32x4_s(
      i32x4.lt_s(along0, shallow0),
      i32x4.lt_s(along1, shallow1),
    );
    const steep0 = i32x4.add(shallow0, i32x4.shl(i32x4.extend_low_i16x8_u(sizeX), 16));
    const steep1 = i32x4.add(shallow1, i32x4.shl(i32x4.extend_high_i16x8_u(sizeX), 16));
    const isDown = i16x8.narrow_i32x4_s(
      i32x4.gt_s(along0, steep0),
      i32x4.gt_s(along1, steep1),
    );
    const here = v128.load(at + i);
    const top = above + i;
    const bottom = below + i;
    const beatsAcross = v128.and(
      i16x8.gt_s(here, v128.load(at + i - 2)),
      i16x8.ge_s(here, v128.load(at + i + 2)),
    );
    const beatsDown = v128.and(
      i16x8.gt_s(here, v128.load(top)),
      i16x8.ge_s(here, v128.load(bottom)),
    );
    const isRising = i16x8.shr_s(v128.xor(gx, gy), 15);
    const beatsFalling = v128.and(
      i16x8.gt_s(here, v128.load(top - 2)),
      i16x8.gt_s(here, v128.load(bottom + 2)),
    );
    const beatsRising = v128.and(
      i16x8.gt_s(here, v128.load(top + 2)),
      i16x8.gt_s(here, v128.load(bottom - 2)),
    );
    const beatsDiagonal = v128.bitselect(beatsRising, beatsFalling, isRising);
    const isRidge = v128.bitselect(
      beatsAcross,
      v128.bitselect(beatsDown, beatsDiagonal, isDown),
      isAcross,
    );
    const isKept = v128.and(isRidge, i16x8.gt_s(here, low));
    // All ones narrow to 255.
    const marks = v128.and(
      isKept,
      v128.bitselect(i16x8.shr_u(isKept, 8), weak, i16x8.gt_s(here, high)),
    );
    storeGrey(i8x16.narrow_i16x8_u(marks, marks), from + x * 4, to + x * 4, count - x);
  }
}
