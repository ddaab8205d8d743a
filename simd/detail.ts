// The bilateral filter of luma over a disc, and what it takes out added to red, green and blue.
//
// Neighbours come in pairs: their bytes lie by turns in one vector, so that one product of pairs weighs and adds both.
import { luma4, LUMA, storeUpTo4 } from "./pixels";

const HALVES: usize = memory.data<f64>([0.5, 0.5], 16);
const TO_Q8: usize = memory.data<f64>([256, 256], 16);

/** One boost for each colour of two pixels, none for alpha. */
const BOOST_LOW: usize = memory.data<u8>([
  0, 1, 0, 1, 0, 1, 128, 128, 2, 3, 2, 3, 2, 3, 128, 128,
], 16);
const BOOST_HIGH: usize = memory.data<u8>([
  4, 5, 4, 5, 4, 5, 128, 128, 6, 7, 6, 7, 6, 7, 128, 128,
], 16);

const SIXTEEN: usize = memory.data<u32>([0x10101010, 0x10101010, 0x10101010, 0x10101010], 16);

/** Luma of `count` pixels as bytes. Writes whole vectors. */
export function lumaBytesRow(from: usize, to: usize, count: usize): void {
  const mask = v128.load(LUMA);
  const redBlue = v128.load(LUMA, 16);
  const green = v128.load(LUMA, 32);
  const half = v128.load(LUMA, 48);
  for (let x: usize = 0; x < count; x += 16) {
    const at = from + x * 4;
    const low = i16x8.narrow_i32x4_s(
      luma4(v128.load(at), mask, redBlue, green, half),
      luma4(v128.load(at, 16), mask, redBlue, green, half),
    );
    const high = i16x8.narrow_i32x4_s(
      luma4(v128.load(at, 32), mask, redBlue, green, half),
      luma4(v128.load(at, 48), mask, redBlue, green, half),
    );
    v128.store(to + x, i8x16.narrow_i16x8_u(low, high));
  }
}

/** Repeats the first and the last of `count` bytes `radius` times beyond both ends. */
export function repeatByteEnds(row: usize, count: usize, radius: usize): void {
  memory.fill(row - radius, load<u8>(row), radius);
  memory.fill(row + count, load<u8>(row + count - 1), radius);
}

/** Two halves up quotients: `floor(-differences * strength / (weights * 256) + 1/2)`; 0 by 0 gives 0. */
// @ts-ignore: decorator
@inline
function boosts2(differences: v128, weights: v128, strength: v128): v128 {
  const above = f64x2.mul(f64x2.neg(f64x2.convert_low_i32x4_s(differences)), strength);
  const below = f64x2.mul(f64x2.convert_low_i32x4_s(weights), v128.load(TO_Q8));
  const rounded = f64x2.floor(f64x2.add(f64x2.div(above, below), v128.load(HALVES)));
  return i32x4.trunc_sat_f64x2_s_zero(rounded);
}

// @ts-ignore: decorator
@inline
function boosts4(differences: v128, weights: v128, strength: v128): v128 {
  const low = boosts2(differences, weights, strength);
  const high = boosts2(
    v128.shuffle<u64>(differences, differences, 1, 1),
    v128.shuffle<u64>(weights, weights, 1, 1),
    strength,
  );
  return v128.shuffle<u64>(low, high, 0, 2);
}

/**
 * A row of boosted pixels.
 *
 * `taps` holds the addresses of the neighbours of the first pixel in pairs, `spatial` four times both weights of each
 * pair, at most 128. `range` holds `blocks` tables of 16 weights by luma difference, at most 255, and then sixteen times
 * the largest difference that weighs 256 (its table says 255). `strength` is two floats, in Q8.
 *
 * A spatial weight times a difference fits 16 bits; sums over the largest disc (radius 8, 197 pixels) stay below 2^31.
 */
export function boostRow(
  centres: usize,
  taps: usize,
  spatial: usize,
  pairs: usize,
  range: usize,
  blocks: usize,
  strength: usize,
  from: usize,
  to: usize,
  count: usize,
): void {
  const sixteen = v128.load(SIXTEEN);
  const largest = v128.load(range + blocks * 16);
  const tapsEnd = taps + pairs * 8;
  const rangeEnd = range + blocks * 16;
  for (let x: usize = 0; x < count; x += 8) {
    const eight = v128.load64_zero(centres + x);
    const centre = i8x16.shuffle(eight, eight, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
    const centreLow = i16x8.extend_low_i8x16_u(centre);
    const centreHigh = i16x8.extend_high_i8x16_u(centre);
    let weights0 = i32x4.splat(0);
    let weights1 = weights0;
    let differences0 = weights0;
    let differences1 = weights0;
    let at = spatial;
    for (let tap = taps; tap < tapsEnd; tap += 8, at += 16) {
      const first = v128.load64_zero(<usize> load<u32>(tap) + x);
      const second = v128.load64_zero(<usize> load<u32>(tap, 4) + x);
      const both = i8x16.shuffle(
        first,
        second,
        0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23,
      );
      const size = v128.or(i8x16.sub_sat_u(both, centre), i8x16.sub_sat_u(centre, both));
      // A table gives 0 for what is not in it: the one that has the weight is added to nothing.
      let index = size;
      let looked = i8x16.swizzle(v128.load(range), index);
      for (let block = range + 16; block < rangeEnd; block += 16) {
        index = i8x16.sub(index, sixteen);
        looked = v128.or(looked, i8x16.swizzle(v128.load(block), index));
      }
      const isLargest = i8x16.le_u(size, largest);
      const weight = v128.load(at);
      const low = i16x8.sub(
        i16x8.extend_low_i8x16_u(looked),
        i16x8.extend_low_i8x16_s(isLargest),
      );
      const high = i16x8.sub(
        i16x8.extend_high_i8x16_u(looked),
        i16x8.extend_high_i8x16_s(isLargest),
      );
      weights0 = i32x4.add(weights0, i32x4.dot_i16x8_s(low, weight));
      weights1 = i32x4.add(weights1, i32x4.dot_i16x8_s(high, weight));
      const stepLow = i16x8.mul(i16x8.sub(i16x8.extend_low_i8x16_u(both), centreLow), weight);
      const stepHigh = i16x8.mul(i16x8.sub(i16x8.extend_high_i8x16_u(both), centreHigh), weight);
      differences0 = i32x4.add(differences0, i32x4.dot_i16x8_s(low, stepLow));
      differences1 = i32x4.add(differences1, i32x4.dot_i16x8_s(high, stepHigh));
    }
    const factor = v128.load(strength);
    const boosts = i16x8.narrow_i32x4_s(
      boosts4(differences0, weights0, factor),
      boosts4(differences1, weights1, factor),
    );
    addBoosts(from + x * 4, to + x * 4, boosts, count - x);
  }
}

/** Adds boosts to up to eight pixels, clamped. */
// @ts-ignore: decorator
@inline
function addBoosts(from: usize, to: usize, boosts: v128, left: usize): void {
  const low = v128.load(BOOST_LOW);
  const high = v128.load(BOOST_HIGH);
  const first = boosted(v128.load(from), i8x16.swizzle(boosts, low), i8x16.swizzle(boosts, high));
  if (left < 5) return storeUpTo4(to, first, left);
  v128.store(to, first);
  const rest = v128.shuffle<u64>(boosts, boosts, 1, 1);
  const second = boosted(
    v128.load(from, 16),
    i8x16.swizzle(rest, low),
    i8x16.swizzle(rest, high),
  );
  storeUpTo4(to + 16, second, left - 4);
}

// @ts-ignore: decorator
@inline
function boosted(pixels: v128, low: v128, high: v128): v128 {
  return i8x16.narrow_i16x8_u(
    i16x8.add(i16x8.extend_low_i8x16_u(pixels), low),
    i16x8.add(i16x8.extend_high_i8x16_u(pixels), high),
  );
}
