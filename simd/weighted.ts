// Smoothing of pictures with transparency: colours are weighted by alpha, sums are exact in 32 bits without sign,
// and the quotients are those of 64-bit floats, as in the reference.
import { ALPHA } from "./pixels";

const BIAS: usize = memory.data<u32>([0x80008000, 0x80008000, 0x80008000, 0x80008000], 16);

/** The alpha of two pixels for each of their colours, and 1 for alpha itself. */
const BY_ALPHA_LOW: usize = memory.data<u8>([
  3, 128, 3, 128, 3, 128, 128, 128, 7, 128, 7, 128, 7, 128, 128, 128,
], 16);
const BY_ALPHA_HIGH: usize = memory.data<u8>([
  11, 128, 11, 128, 11, 128, 128, 128, 15, 128, 15, 128, 15, 128, 128, 128,
], 16);
const ONE_ALPHA: usize = memory.data<u32>([0, 0x10000, 0, 0x10000], 16);

/** 2^23: what the bias comes to with weights that sum to 256. */
const START: usize = memory.data<u32>([0x800000, 0x800000, 0x800000, 0x800000], 16);
const LOW_HALF: usize = memory.data<u32>([0xffff, 0xffff, 0xffff, 0xffff], 16);
const HALF_16: usize = memory.data<u32>([0x8000, 0x8000, 0x8000, 0x8000], 16);
const HALVES: usize = memory.data<f64>([0.5, 0.5], 16);
const SCALES: usize = memory.data<f64>([256, 256], 16);

/** Alpha times colour and alpha, less 32768, as 16-bit lanes. Writes whole vectors. */
export function premultiplyRow(from: usize, to: usize, count: usize): void {
  const lowAlpha = v128.load(BY_ALPHA_LOW);
  const highAlpha = v128.load(BY_ALPHA_HIGH);
  const one = v128.load(ONE_ALPHA);
  const bias = v128.load(BIAS);
  for (let end = from + count * 4; from < end; from += 16, to += 32) {
    const pixels = v128.load(from);
    const low = i16x8.mul(
      i16x8.extend_low_i8x16_u(pixels),
      v128.or(i8x16.swizzle(pixels, lowAlpha), one),
    );
    const high = i16x8.mul(
      i16x8.extend_high_i8x16_u(pixels),
      v128.or(i8x16.swizzle(pixels, highAlpha), one),
    );
    v128.store(to, v128.xor(low, bias));
    v128.store(to, v128.xor(high, bias), 16);
  }
}

/**
 * Sums of `count` columns as 32-bit lanes: below 2^24. `rows` and `weights` as for `smoothColumns`. Works in steps of 8
 * lanes.
 */
export function weightedColumns(
  rows: usize,
  weights: usize,
  radius: usize,
  to: usize,
  count: usize,
): void {
  const start = v128.load(START);
  const centre = v128.and(v128.load(weights), v128.load(LOW_HALF));
  const rowsEnd = rows + 4 + radius * 8;
  for (let x: usize = 0; x < count * 2; x += 16, to += 32) {
    const middle = v128.load(<usize> load<u32>(rows) + x);
    let low = i32x4.add(
      start,
      i32x4.dot_i16x8_s(v128.shuffle<u16>(middle, middle, 0, 8, 1, 9, 2, 10, 3, 11), centre),
    );
    let high = i32x4.add(
      start,
      i32x4.dot_i16x8_s(v128.shuffle<u16>(middle, middle, 4, 12, 5, 13, 6, 14, 7, 15), centre),
    );
    let at = weights + 16;
    for (let pair = rows + 4; pair < rowsEnd; pair += 8, at += 16) {
      const above = v128.load(<usize> load<u32>(pair) + x);
      const below = v128.load(<usize> load<u32>(pair, 4) + x);
      const weight = v128.load(at);
      low = i32x4.add(
        low,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(above, below, 0, 8, 1, 9, 2, 10, 3, 11), weight),
      );
      high = i32x4.add(
        high,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(above, below, 4, 12, 5, 13, 6, 14, 7, 15), weight),
      );
    }
    v128.store(to, low);
    v128.store(to, high, 16);
  }
}

/** Repeats the first and the last of `count` pixels of 16 bytes `radius` times beyond both ends. */
export function repeatEnds16(row: usize, count: usize, radius: usize): void {
  const first = v128.load(row);
  const end = row + count * 16;
  const last = v128.load(end - 16);
  for (let i: usize = 1; i <= radius; i++) {
    v128.store(row - i * 16, first);
    v128.store(end + (i - 1) * 16, last);
  }
}

/** The sum around one pixel; at most 255 * 255 * 65536, which is below 2^32. */
// @ts-ignore: decorator
@inline
function sumAround(middle: usize, weights: usize, radius: usize): v128 {
  let sum = i32x4.mul(v128.load(middle), v128.load(weights));
  let left = middle;
  let right = middle;
  const end = weights + radius * 16;
  for (let at = weights; at < end;) {
    left -= 16;
    right += 16;
    at += 16;
    sum = i32x4.add(
      sum,
      i32x4.mul(i32x4.add(v128.load(left), v128.load(right)), v128.load(at)),
    );
  }
  return sum;
}

/** Colour by alpha, times a scale, rounded halves up; 0 by 0 gives 0. The last lane means nothing. */
// @ts-ignore: decorator
@inline
function meansOf(sum: v128, scale: v128): v128 {
  const half = v128.load(HALVES);
  const redGreen = f64x2.convert_low_i32x4_u(sum);
  const blueAlpha = f64x2.convert_low_i32x4_u(v128.shuffle<u32>(sum, sum, 2, 3, 2, 3));
  const alpha = v128.shuffle<u64>(blueAlpha, blueAlpha, 1, 1);
  const first = f64x2.floor(f64x2.add(f64x2.mul(f64x2.div(redGreen, alpha), scale), half));
  const second = f64x2.floor(f64x2.add(f64x2.mul(f64x2.div(blueAlpha, alpha), scale), half));
  return v128.shuffle<u64>(
    i32x4.trunc_sat_f64x2_u_zero(first),
    i32x4.trunc_sat_f64x2_u_zero(second),
    0,
    2,
  );
}

/** Blurred pixels of a row; `weights` holds four lanes of each, `row` is the first pixel. */
export function weightedBlur(
  row: usize,
  weights: usize,
  radius: usize,
  to: usize,
  count: usize,
): void {
  const scale = f64x2.splat(1);
  for (let i: usize = 0; i < count; i++) {
    const sum = sumAround(row + i * 16, weights, radius);
    const opacity = i32x4.shr_u(i32x4.add(sum, v128.load(HALF_16)), 16);
    const alpha = i32x4.extract_lane(opacity, 3);
    // What rounds to invisible is nothing at all.
    let pixel: u32 = 0;
    if (alpha !== 0) {
      const means = i32x4.replace_lane(meansOf(sum, scale), 3, alpha);
      const narrow = i16x8.narrow_i32x4_u(means, means);
      pixel = i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0);
    }
    store<u32>(to + i * 4, pixel);
  }
}

/** The unsharp mask of a row; `amounts` as for `sharpenLine`. Invisible pixels stay as they are. */
export function weightedSharpen(
  row: usize,
  weights: usize,
  radius: usize,
  from: usize,
  to: usize,
  count: usize,
  amounts: usize,
): void {
  const scale = v128.load(SCALES);
  const amount = v128.load(amounts);
  const threshold = v128.load(amounts, 16);
  const half = v128.load(HALF_16);
  for (let i: usize = 0; i < count; i++) {
    const word = v128.load32_splat(from + i * 4);
    if (load<u8>(from + i * 4, 3) === 0) {
      v128.store32_lane(to + i * 4, word, 0);
      continue;
    }
    const means = meansOf(sumAround(row + i * 16, weights, radius), scale);
    const value = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(word));
    const difference = i32x4.sub(i32x4.shl(value, 8), means);
    const product = i32x4.mul(difference, amount);
    const sharp = i32x4.shr_s(i32x4.add(i32x4.add(i32x4.shl(value, 16), product), half), 16);
    const chosen = v128.bitselect(
      sharp,
      value,
      i32x4.ge_s(i32x4.abs(difference), threshold),
    );
    const narrow = i16x8.narrow_i32x4_s(chosen, chosen);
    const pixel = v128.bitselect(word, i8x16.narrow_i16x8_u(narrow, narrow), v128.load(ALPHA));
    v128.store32_lane(to + i * 4, pixel, 0);
  }
}
