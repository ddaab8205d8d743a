// Symmetric smoothing of rows of 16-bit lanes, exactly: Q8 weights that sum to 256, vertical pass first.
//
// Vertical sums of bytes are at most 255 * 256 and fit 16 bits without sign. They are kept with 32768 taken off,
// as numbers with sign, so that the horizontal pass can multiply pairs of them by pairs of weights and add in 32 bits:
// the sum of all weights times 32768 is 2^23, which is added again.
import { storeUpTo4 } from "./pixels";

/** 32768 in 16-bit lanes. */
const BIAS: usize = memory.data<u32>([0x80008000, 0x80008000, 0x80008000, 0x80008000], 16);

/** 2^23 and one half of Q16, or of Q8. */
const BYTE_START: usize = memory.data<u32>([0x808000, 0x808000, 0x808000, 0x808000], 16);
const MEAN_START: usize = memory.data<u32>([0x800080, 0x800080, 0x800080, 0x800080], 16);

/** One half of Q16. */
const HALF_16: usize = memory.data<u32>([0x8000, 0x8000, 0x8000, 0x8000], 16);

/** Spreads 4 pixels of 16 bytes over 12 lanes of 16 bits; 0x80 gives 0. */
const DROP_ALPHA: usize = memory.data<u8>([
  0, 128, 1, 128, 2, 128, 4, 128, 5, 128, 6, 128, 8, 128, 9, 128,
  10, 128, 12, 128, 13, 128, 14, 128, 128, 128, 128, 128, 128, 128, 128, 128,
], 16);

/** Spreads 12 bytes over 4 pixels without alpha. */
const ADD_ALPHA: usize = memory.data<u8>([0, 1, 2, 128, 3, 4, 5, 128, 6, 7, 8, 128, 9, 10, 11, 128], 16);

const OPAQUE: usize = memory.data<u32>([0xff000000, 0xff000000, 0xff000000, 0xff000000], 16);

/** Red, green and blue of `count` pixels as 16-bit lanes. Writes up to 17 lanes beyond the end. */
export function dropAlphaRow(from: usize, to: usize, count: usize): void {
  const first = v128.load(DROP_ALPHA);
  const second = v128.load(DROP_ALPHA, 16);
  for (let end = from + count * 4; from < end; from += 16, to += 24) {
    const pixels = v128.load(from);
    v128.store(to, i8x16.swizzle(pixels, first));
    v128.store(to, i8x16.swizzle(pixels, second), 16);
  }
}

/** Opaque pixels of rows of three bytes. */
export function addAlphaRow(from: usize, to: usize, count: usize): void {
  const spread = v128.load(ADD_ALPHA);
  const opaque = v128.load(OPAQUE);
  let left = count;
  for (; left > 3; left -= 4, from += 12, to += 16) {
    v128.store(to, v128.or(i8x16.swizzle(v128.load(from), spread), opaque));
  }
  if (left > 0) storeUpTo4(to, v128.or(i8x16.swizzle(v128.load(from), spread), opaque), left);
}

/**
 * Sums of `count` columns, less 32768. `rows` holds the address of the middle row, then those of the rows above and
 * below by turns; `weights` eight lanes of each weight. Works in steps of 32 lanes.
 */
export function smoothColumns(
  rows: usize,
  weights: usize,
  radius: usize,
  to: usize,
  count: usize,
): void {
  const bias = v128.load(BIAS);
  const rowsEnd = rows + 4 + radius * 8;
  const toEnd = to + count * 2;
  for (let x: usize = 0; to < toEnd; x += 64, to += 64) {
    const middle = <usize> load<u32>(rows) + x;
    const centre = v128.load(weights);
    let sum0 = i16x8.add(bias, i16x8.mul(v128.load(middle), centre));
    let sum1 = i16x8.add(bias, i16x8.mul(v128.load(middle, 16), centre));
    let sum2 = i16x8.add(bias, i16x8.mul(v128.load(middle, 32), centre));
    let sum3 = i16x8.add(bias, i16x8.mul(v128.load(middle, 48), centre));
    let at = weights + 16;
    for (let pair = rows + 4; pair < rowsEnd; pair += 8, at += 16) {
      const above = <usize> load<u32>(pair) + x;
      const below = <usize> load<u32>(pair, 4) + x;
      const weight = v128.load(at);
      // A sum of two bytes times half of 256 at most: 16 bits without sign.
      sum0 = i16x8.add(sum0, i16x8.mul(i16x8.add(v128.load(above), v128.load(below)), weight));
      sum1 = i16x8.add(
        sum1,
        i16x8.mul(i16x8.add(v128.load(above, 16), v128.load(below, 16)), weight),
      );
      sum2 = i16x8.add(
        sum2,
        i16x8.mul(i16x8.add(v128.load(above, 32), v128.load(below, 32)), weight),
      );
      sum3 = i16x8.add(
        sum3,
        i16x8.mul(i16x8.add(v128.load(above, 48), v128.load(below, 48)), weight),
      );
    }
    v128.store(to, sum0);
    v128.store(to, sum1, 16);
    v128.store(to, sum2, 32);
    v128.store(to, sum3, 48);
  }
}

/** Repeats the first and the last of `count` pixels of three lanes `radius` times beyond both ends. */
export function repeatEnds3(row: usize, count: usize, radius: usize): void {
  const end = row + count * 6;
  for (let i: usize = 1; i <= radius; i++) {
    store<u32>(row - i * 6, load<u32>(row));
    store<u16>(row - i * 6, load<u16>(row, 4), 4);
    store<u32>(end + (i - 1) * 6, load<u32>(end - 6));
    store<u16>(end + (i - 1) * 6, load<u16>(end - 6, 4), 4);
  }
}

/** What becomes of the horizontal sums. */
const BYTES = 0;
const LANES = 1;
const SHARPENED = 2;
const SHARPENED_ABOVE = 3;

/**
 * Sums of 16 lanes at a time. `row` is the first tap of the first lane, and taps are `step` bytes apart; `weights`
 * holds four times each pair of weights.
 */
// @ts-ignore: decorator
@inline
function smoothLine(
  mode: i32,
  row: usize,
  step: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
  original: usize,
  amounts: usize,
): void {
  const start = v128.load(mode < SHARPENED ? BYTE_START : MEAN_START);
  const weightsEnd = weights + pairs * 16;
  for (let x: usize = 0; x < count; x += 16) {
    let sum0 = start;
    let sum1 = start;
    let sum2 = start;
    let sum3 = start;
    let tap = row + x * 2;
    for (let at = weights; at < weightsEnd; at += 16) {
      const weight = v128.load(at);
      const next = tap + step;
      const a = v128.load(tap);
      const b = v128.load(next);
      const c = v128.load(tap, 16);
      const d = v128.load(next, 16);
      sum0 = i32x4.add(
        sum0,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11), weight),
      );
      sum1 = i32x4.add(
        sum1,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), weight),
      );
      sum2 = i32x4.add(
        sum2,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11), weight),
      );
      sum3 = i32x4.add(
        sum3,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15), weight),
      );
      tap = next + step;
    }
    if (mode === BYTES) {
      v128.store(
        to + x,
        i8x16.narrow_i16x8_u(
          i16x8.narrow_i32x4_s(i32x4.shr_u(sum0, 16), i32x4.shr_u(sum1, 16)),
          i16x8.narrow_i32x4_s(i32x4.shr_u(sum2, 16), i32x4.shr_u(sum3, 16)),
        ),
      );
    } else if (mode === LANES) {
      v128.store(to + x * 2, i16x8.narrow_i32x4_s(i32x4.shr_u(sum0, 16), i32x4.shr_u(sum1, 16)));
      v128.store(
        to + x * 2,
        i16x8.narrow_i32x4_s(i32x4.shr_u(sum2, 16), i32x4.shr_u(sum3, 16)),
        16,
      );
    } else {
      const values = original + x * 2;
      const low = i16x8.narrow_i32x4_s(
        sharpened(mode, v128.load16x4_u(values), sum0, amounts),
        sharpened(mode, v128.load16x4_u(values, 8), sum1, amounts),
      );
      const high = i16x8.narrow_i32x4_s(
        sharpened(mode, v128.load16x4_u(values, 16), sum2, amounts),
        sharpened(mode, v128.load16x4_u(values, 24), sum3, amounts),
      );
      v128.store(to + x, i8x16.narrow_i16x8_u(low, high));
    }
  }
}

/** At most 255 * 65536 + 2560 * 65280 in Q16: below 2^28. */
// @ts-ignore: decorator
@inline
function sharpened(mode: i32, value: v128, sum: v128, amounts: usize): v128 {
  const difference = i32x4.sub(i32x4.shl(value, 8), i32x4.shr_u(sum, 8));
  const product = i32x4.mul(difference, v128.load(amounts));
  const sharp = i32x4.shr_s(
    i32x4.add(i32x4.add(i32x4.shl(value, 16), product), v128.load(HALF_16)),
    16,
  );
  if (mode === SHARPENED) return sharp;
  const isLarge = i32x4.ge_s(i32x4.abs(difference), v128.load(amounts, 16));
  return v128.bitselect(sharp, value, isLarge);
}

/** Rounded to bytes. */
export function smoothToBytes(
  row: usize,
  step: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
): void {
  smoothLine(BYTES, row, step, weights, pairs, to, count, 0, 0);
}

/** Rounded to bytes, in 16-bit lanes. */
export function smoothToLanes(
  row: usize,
  step: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
): void {
  smoothLine(LANES, row, step, weights, pairs, to, count, 0, 0);
}

/**
 * The unsharp mask of 16-bit lanes at `original`, as bytes. `amounts` holds four lanes of the amount, and four of the
 * threshold.
 */
export function sharpenLine(
  row: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
  original: usize,
  amounts: usize,
): void {
  smoothLine(SHARPENED, row, 6, weights, pairs, to, count, original, amounts);
}

/** The same, but differences below the threshold change nothing. */
export function sharpenLineAbove(
  row: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
  original: usize,
  amounts: usize,
): void {
  smoothLine(SHARPENED_ABOVE, row, 6, weights, pairs, to, count, original, amounts);
}
