// Squares of neighbours: weighted sums, medians, largest values, means.
import { ALPHA, storeUpTo4 } from "./pixels";

/**
 * Weighted sums of 16-bit lanes, as bytes. `taps` holds the address of each neighbour of the first lane, `weights` eight
 * lanes of each weight, and before them eight of what is added. All sums must fit 16 bits with their sign.
 */
export function weighLanes16(
  taps: usize,
  weights: usize,
  count: usize,
  to: usize,
  lanes: usize,
): void {
  const start = v128.load(weights);
  const tapsEnd = taps + count * 4;
  for (let x: usize = 0; x < lanes; x += 16) {
    let low = start;
    let high = start;
    let at = weights + 16;
    for (let tap = taps; tap < tapsEnd; tap += 4, at += 16) {
      const from = <usize> load<u32>(tap) + x * 2;
      const weight = v128.load(at);
      low = i16x8.add(low, i16x8.mul(v128.load(from), weight));
      high = i16x8.add(high, i16x8.mul(v128.load(from, 16), weight));
    }
    v128.store(to + x, i8x16.narrow_i16x8_u(low, high));
  }
}

const HALVES: usize = memory.data<f64>([0.5, 0.5], 16);

/** `floor(sum / divisor + 1/2)` of four sums. */
// @ts-ignore: decorator
@inline
function quotients(sums: v128, divisor: v128): v128 {
  const half = v128.load(HALVES);
  const low = f64x2.div(f64x2.convert_low_i32x4_s(sums), divisor);
  const high = f64x2.div(
    f64x2.convert_low_i32x4_s(v128.shuffle<u64>(sums, sums, 1, 1)),
    divisor,
  );
  return v128.shuffle<u64>(
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(low, half))),
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(high, half))),
    0,
    2,
  );
}

/**
 * The same in 32 bits, and divided. `taps` holds pairs of neighbours, `weights` four times both weights of each pair, and
 * before them four lanes of what is added; `divisor` is two floats.
 */
export function weighLanes32(
  taps: usize,
  weights: usize,
  pairs: usize,
  divisor: usize,
  to: usize,
  lanes: usize,
): void {
  const start = v128.load(weights);
  const by = v128.load(divisor);
  const tapsEnd = taps + pairs * 8;
  for (let x: usize = 0; x < lanes; x += 8) {
    let low = start;
    let high = start;
    let at = weights + 16;
    for (let tap = taps; tap < tapsEnd; tap += 8, at += 16) {
      const a = v128.load(<usize> load<u32>(tap) + x * 2);
      const b = v128.load(<usize> load<u32>(tap, 4) + x * 2);
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
    const values = i16x8.narrow_i32x4_s(quotients(low, by), quotients(high, by));
    v128.store64_lane(to + x, i8x16.narrow_i16x8_u(values, values), 0);
  }
}

/** Pixels, with the first and the last `radius` times more beyond both ends. */
export function edgedRow(from: usize, to: usize, count: usize, radius: usize): void {
  const first = load<u32>(from);
  const last = load<u32>(from + count * 4 - 4);
  const end = to + count * 4;
  memory.copy(to, from, count * 4);
  for (let i: usize = 1; i <= radius; i++) {
    store<u32>(to - i * 4, first);
    store<u32>(end + i * 4 - 4, last);
  }
}

/**
 * Medians of nine pixels from edged rows; alpha is that of the middle one. Each column is sorted, then the largest of
 * the least, the middle of the middle and the least of the largest hold the median in their middle.
 */
export function medianRow(
  above: usize,
  at: usize,
  below: usize,
  to: usize,
  count: usize,
): void {
  const mask = v128.load(ALPHA);
  for (let x: usize = 0; x < count; x += 4) {
    const i = x * 4;
    let least = v128.load(above + i - 4);
    let middle = v128.load(at + i - 4);
    let most = v128.load(below + i - 4);
    let low = i8x16.min_u(least, middle);
    let high = i8x16.max_u(least, middle);
    least = i8x16.min_u(low, most);
    middle = i8x16.max_u(low, i8x16.min_u(high, most));
    most = i8x16.max_u(high, most);

    const top = v128.load(above + i);
    const here = v128.load(at + i);
    const bottom = v128.load(below + i);
    low = i8x16.min_u(top, here);
    high = i8x16.max_u(top, here);
    const least1 = i8x16.min_u(low, bottom);
    const middle1 = i8x16.max_u(low, i8x16.min_u(high, bottom));
    const most1 = i8x16.max_u(high, bottom);

    const top2 = v128.load(above + i + 4);
    const here2 = v128.load(at + i + 4);
    const bottom2 = v128.load(below + i + 4);
    low = i8x16.min_u(top2, here2);
    high = i8x16.max_u(top2, here2);
    const least2 = i8x16.min_u(low, bottom2);
    const middle2 = i8x16.max_u(low, i8x16.min_u(high, bottom2));
    const most2 = i8x16.max_u(high, bottom2);

    const a = i8x16.max_u(i8x16.max_u(least, least1), least2);
    const c = i8x16.min_u(i8x16.min_u(most, most1), most2);
    const b = i8x16.max_u(
      i8x16.min_u(middle, middle1),
      i8x16.min_u(i8x16.max_u(middle, middle1), middle2),
    );
    const median = i8x16.max_u(i8x16.min_u(a, b), i8x16.min_u(i8x16.max_u(a, b), c));
    storeUpTo4(to + i, v128.bitselect(here, median, mask), count - x);
  }
}

/** Colours of visible pixels, complemented where `complement` has ones; nothing where alpha is 0. */
export function countedRow(from: usize, to: usize, count: usize, complement: u32): void {
  const ones = i32x4.splat(complement);
  const colours = v128.not(v128.load(ALPHA));
  const zero = i32x4.splat(0);
  for (let i: usize = 0; i < count * 4; i += 16) {
    const pixels = v128.load(from + i);
    const visible = i32x4.ne(v128.andnot(pixels, colours), zero);
    v128.store(to + i, v128.and(v128.and(v128.xor(pixels, ones), colours), visible));
  }
}

/** Of each byte and the one `step` bytes further, the larger. In place, if need be. */
export function keepLargerAcross(from: usize, to: usize, step: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(to + i, i8x16.max_u(v128.load(from + i), v128.load(from + i + step)));
  }
}

/** The largest bytes of `count` rows, as pixels with the alpha of others; invisible ones stay as they are. */
export function largestRow(
  rows: usize,
  count: usize,
  from: usize,
  to: usize,
  width: usize,
  complement: u32,
): void {
  const ones = i32x4.splat(complement);
  const alpha = v128.load(ALPHA);
  const zero = i32x4.splat(0);
  const rowsEnd = rows + count * 4;
  for (let x: usize = 0; x < width; x += 4) {
    let largest = zero;
    for (let row = rows; row < rowsEnd; row += 4) {
      largest = i8x16.max_u(largest, v128.load(<usize> load<u32>(row) + x * 4));
    }
    const pixels = v128.load(from + x * 4);
    const invisible = i32x4.eq(v128.and(pixels, alpha), zero);
    const changed = v128.bitselect(pixels, v128.xor(largest, ones), alpha);
    storeUpTo4(to + x * 4, v128.bitselect(pixels, changed, invisible), width - x);
  }
}

/** Adds a row of bytes to sums of 32 bits, and takes another one off. */
export function exchangeRow(entering: usize, leaving: usize, sums: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 8) {
    const change = i16x8.sub(v128.load8x8_u(entering + i), v128.load8x8_u(leaving + i));
    const at = sums + i * 4;
    v128.store(at, i32x4.add(v128.load(at), i32x4.extend_low_i16x8_s(change)));
    v128.store(at, i32x4.add(v128.load(at, 16), i32x4.extend_high_i16x8_s(change)), 16);
  }
}

/**
 * Means of `2 * radius + 1` columns of sums, opaque. `sums` is the first pixel of a row with `radius + 1` pixels
 * repeated before it and `radius` behind it; `area` is two floats.
 */
export function meanRow(
  sums: usize,
  radius: usize,
  area: usize,
  to: usize,
  count: usize,
): void {
  const by = v128.load(area);
  const reach = radius * 16;
  let sum = i32x4.splat(0);
  for (let at = sums - reach - 16; at < sums + reach; at += 16) sum = i32x4.add(sum, v128.load(at));
  for (let x: usize = 0; x < count; x++) {
    const at = sums + x * 16;
    sum = i32x4.add(sum, i32x4.sub(v128.load(at + reach), v128.load(at - reach - 16)));
    const means = i32x4.replace_lane(quotients(sum, by), 3, 255);
    const narrow = i16x8.narrow_i32x4_s(means, means);
    v128.store32_lane(to + x * 4, i8x16.narrow_i16x8_u(narrow, narrow), 0);
  }
}
