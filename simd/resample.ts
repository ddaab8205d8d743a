// Separable resampling by tables of weights in Q14: vertical pass into a row of 16-bit samples with 6 fractional
// bits and a sign, then the horizontal pass from it. Taps come in pairs; an odd last one has a partner of weight 0.
import { storeUpTo4 } from "./pixels";

const HALF_8: usize = memory.data<u32>([128, 128, 128, 128], 16);
const HALF_14: usize = memory.data<u32>([8192, 8192, 8192, 8192], 16);
const HALF_20: usize = memory.data<u32>([0x80000, 0x80000, 0x80000, 0x80000], 16);
const OPAQUE: usize = memory.data<u32>([0xff000000, 0xff000000, 0xff000000, 0xff000000], 16);
const HALVES: usize = memory.data<f64>([0.5, 0.5], 16);
const WHITE: usize = memory.data<f64>([255, 255], 16);

/** Alpha of four pixels as floats, to multiply each of their channels by. */
const SIXTY_FOUR: usize = memory.data<f32>([64, 64, 64, 64], 16);
const BY_255: usize = memory.data<f32>([255, 255, 255, 255], 16);

/**
 * Sums of `pairs` pairs of rows of bytes. `rows` holds their addresses, `weights` four times both weights of each pair.
 * Works in steps of 16 bytes.
 */
export function bytesDown(
  rows: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  bytes: usize,
): void {
  const half = v128.load(HALF_8);
  const rowsEnd = rows + pairs * 8;
  for (let x: usize = 0; x < bytes; x += 16, to += 32) {
    let sum0 = half;
    let sum1 = half;
    let sum2 = half;
    let sum3 = half;
    let at = weights;
    for (let pair = rows; pair < rowsEnd; pair += 8, at += 16) {
      const a = v128.load(<usize> load<u32>(pair) + x);
      const b = v128.load(<usize> load<u32>(pair, 4) + x);
      const weight = v128.load(at);
      const low = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const high = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      sum0 = i32x4.add(sum0, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(low), weight));
      sum1 = i32x4.add(sum1, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(low), weight));
      sum2 = i32x4.add(sum2, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(high), weight));
      sum3 = i32x4.add(sum3, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(high), weight));
    }
    v128.store(to, i16x8.narrow_i32x4_s(i32x4.shr_s(sum0, 8), i32x4.shr_s(sum1, 8)));
    v128.store(to, i16x8.narrow_i32x4_s(i32x4.shr_s(sum2, 8), i32x4.shr_s(sum3, 8)), 16);
  }
}

/** The same over rows of 16-bit lanes that have the fractional bits already. Works in steps of 8 lanes. */
export function lanesDown(
  rows: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
): void {
  const half = v128.load(HALF_14);
  const rowsEnd = rows + pairs * 8;
  for (let x: usize = 0; x < count * 2; x += 16) {
    let low = half;
    let high = half;
    let at = weights;
    for (let pair = rows; pair < rowsEnd; pair += 8, at += 16) {
      const a = v128.load(<usize> load<u32>(pair) + x);
      const b = v128.load(<usize> load<u32>(pair, 4) + x);
      const weight = v128.load(at);
      low = i32x4.add(
        low,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11), weight),
      );
      high = i32x4.add(
        high,
        i32x4.dot_i16x8_s(v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), weight),
      );
    }
    v128.store(to + x, i16x8.narrow_i32x4_s(i32x4.shr_s(low, 14), i32x4.shr_s(high, 14)));
  }
}

/** Colours times alpha, and alpha, with 6 fractional bits: at most 16320. Writes whole vectors. */
export function alphaRow(from: usize, to: usize, count: usize): void {
  const scale = v128.load(SIXTY_FOUR);
  const by255 = v128.load(BY_255);
  for (let i: usize = 0; i < count; i++) {
    const pixel = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from + i * 4)));
    const values = f32x4.convert_i32x4_s(i32x4.replace_lane(pixel, 3, 255));
    const alpha = f32x4.convert_i32x4_s(i32x4.splat(<i32> load<u8>(from + i * 4, 3)));
    // The product is a whole number below 2^24, and 255 is odd: no quotient comes nearer to a half than 1/510, and a
    // float of that size is right to 1/2048.
    const exact = f32x4.div(f32x4.mul(f32x4.mul(values, alpha), scale), by255);
    const rounded = i32x4.trunc_sat_f32x4_s(f32x4.nearest(exact));
    v128.store64_lane(to + i * 8, i16x8.narrow_i32x4_s(rounded, rounded), 0);
  }
}

/** One pixel: the sum over `pairs` pairs of taps from `row` on. */
// @ts-ignore: decorator
@inline
function across(row: usize, weights: usize, pairs: usize, start: v128): v128 {
  let sum = start;
  const end = weights + pairs * 4;
  for (; weights < end; weights += 4, row += 16) {
    const two = v128.load(row);
    sum = i32x4.add(
      sum,
      i32x4.dot_i16x8_s(
        v128.shuffle<u16>(two, two, 0, 4, 1, 5, 2, 6, 3, 7),
        v128.load32_splat(weights),
      ),
    );
  }
  return sum;
}

/** Opaque pixels from a row of samples. `starts` holds the byte at which the taps of each begin. */
export function opaqueAcross(
  row: usize,
  starts: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
): void {
  const half = v128.load(HALF_20);
  const opaque = v128.load(OPAQUE);
  const step = pairs * 4;
  for (let i: usize = 0; i < count; i += 4) {
    const at = starts + i * 4;
    const table = weights + i * step;
    const sum0 = across(row + load<u32>(at), table, pairs, half);
    const sum1 = across(row + load<u32>(at, 4), table + step, pairs, half);
    const sum2 = across(row + load<u32>(at, 8), table + 2 * step, pairs, half);
    const sum3 = across(row + load<u32>(at, 12), table + 3 * step, pairs, half);
    const bytes = i8x16.narrow_i16x8_u(
      i16x8.narrow_i32x4_s(i32x4.shr_s(sum0, 20), i32x4.shr_s(sum1, 20)),
      i16x8.narrow_i32x4_s(i32x4.shr_s(sum2, 20), i32x4.shr_s(sum3, 20)),
    );
    storeUpTo4(to + i * 4, v128.or(bytes, opaque), count - i);
  }
}

/** `floor(255 * colour / alpha + 1/2)` of two colours. */
// @ts-ignore: decorator
@inline
function straight(colours: v128, alpha: v128): v128 {
  const quotient = f64x2.div(f64x2.mul(colours, v128.load(WHITE)), alpha);
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(quotient, v128.load(HALVES))));
}

/** Pixels of any alpha from a row of samples that are weighted by it. */
export function weightedAcross(
  row: usize,
  starts: usize,
  weights: usize,
  pairs: usize,
  to: usize,
  count: usize,
): void {
  const step = pairs * 4;
  for (let i: usize = 0; i < count; i++) {
    const sum = across(row + load<u32>(starts + i * 4), weights + i * step, pairs, i32x4.splat(0));
    const opacity = (i32x4.extract_lane(sum, 3) + (1 << 19)) >> 20;
    let pixel: u32 = 0;
    if (opacity > 0) {
      const blueAlpha = f64x2.convert_low_i32x4_s(v128.shuffle<u32>(sum, sum, 2, 3, 2, 3));
      const alpha = v128.shuffle<u64>(blueAlpha, blueAlpha, 1, 1);
      const means = v128.shuffle<u64>(
        straight(f64x2.convert_low_i32x4_s(sum), alpha),
        straight(blueAlpha, alpha),
        0,
        2,
      );
      const lanes = i32x4.replace_lane(means, 3, opacity);
      const narrow = i16x8.narrow_i32x4_s(lanes, lanes);
      pixel = i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0);
    }
    store<u32>(to + i * 4, pixel);
  }
}

const TWOS: usize = memory.data<u32>([0x00020002, 0x00020002, 0x00020002, 0x00020002], 16);

/** Means of two by two opaque pixels; what weights of one half come to when they are rounded once. */
export function halfRow(above: usize, below: usize, to: usize, count: usize): void {
  const two = v128.load(TWOS);
  for (let x: usize = 0; x < count; x += 4) {
    const a = above + x * 8;
    const b = below + x * 8;
    const sum0 = i16x8.add(v128.load8x8_u(a), v128.load8x8_u(b));
    const sum1 = i16x8.add(v128.load8x8_u(a, 8), v128.load8x8_u(b, 8));
    const sum2 = i16x8.add(v128.load8x8_u(a, 16), v128.load8x8_u(b, 16));
    const sum3 = i16x8.add(v128.load8x8_u(a, 24), v128.load8x8_u(b, 24));
    const low = i16x8.add(
      v128.shuffle<u64>(sum0, sum1, 0, 2),
      v128.shuffle<u64>(sum0, sum1, 1, 3),
    );
    const high = i16x8.add(
      v128.shuffle<u64>(sum2, sum3, 0, 2),
      v128.shuffle<u64>(sum2, sum3, 1, 3),
    );
    const means = i8x16.narrow_i16x8_u(
      i16x8.shr_u(i16x8.add(low, two), 2),
      i16x8.shr_u(i16x8.add(high, two), 2),
    );
    storeUpTo4(to + x * 4, means, count - x);
  }
}
