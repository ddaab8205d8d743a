// Kernels that look at one pixel alone. They run over any number of pixels in a row.
import { ALPHA, luma4, LUMA, storeFirst } from "./pixels";

/** Luma into red, green and blue; alpha stays. */
export function lumaPixels(from: usize, to: usize, count: usize): void {
  const mask = v128.load(LUMA);
  const redBlue = v128.load(LUMA, 16);
  const green = v128.load(LUMA, 32);
  const half = v128.load(LUMA, 48);
  const alpha = v128.load(ALPHA);
  const spread = v128.load(SPREAD);
  const whole = count & ~3;
  const end = from + whole * 4;
  for (; from < end; from += 16, to += 16) {
    const pixels = v128.load(from);
    const grey = i32x4.mul(luma4(pixels, mask, redBlue, green, half), spread);
    v128.store(to, v128.or(grey, v128.and(pixels, alpha)));
  }
  if (whole === count) return;
  const pixels = v128.load(from);
  const grey = i32x4.mul(luma4(pixels, mask, redBlue, green, half), spread);
  storeFirst(to, v128.or(grey, v128.and(pixels, alpha)), count - whole);
}

/** Times a byte: the byte three times. */
const SPREAD: usize = memory.data<u32>([0x010101, 0x010101, 0x010101, 0x010101], 16);

// @ts-ignore: decorator
@inline
function line4(pixels: v128, factor: v128, offset: v128, alpha: v128): v128 {
  // 7 bits up: at most 32640. The product keeps 5 fractional bits and saturates together with the sum far beyond
  // what a byte can hold, where the narrowing clamps it anyway.
  const low = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_low_i8x16_u(pixels), 7), factor);
  const high = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_high_i8x16_u(pixels), 7), factor);
  const bytes = i8x16.narrow_i16x8_u(
    i16x8.shr_s(i16x8.add_sat_s(low, offset), 5),
    i16x8.shr_s(i16x8.add_sat_s(high, offset), 5),
  );
  return v128.bitselect(pixels, bytes, alpha);
}

/**
 * `(value * factor / 256 + offset) / 32` of red, green and blue, clamped; alpha stays.
 * `line` holds factor and offset, eight 16-bit lanes each.
 */
export function linePixels(from: usize, to: usize, count: usize, line: usize): void {
  const factor = v128.load(line);
  const offset = v128.load(line, 16);
  const alpha = v128.load(ALPHA);
  const whole = count & ~3;
  const end = from + whole * 4;
  for (; from < end; from += 16, to += 16) {
    v128.store(to, line4(v128.load(from), factor, offset, alpha));
  }
  if (whole !== count) {
    storeFirst(to, line4(v128.load(from), factor, offset, alpha), count - whole);
  }
}

// @ts-ignore: decorator
@inline
function looked(pixel: u32, tables: usize): u32 {
  return load<u32>(tables + ((pixel & 255) << 2)) |
    load<u32>(tables + ((pixel >> 6) & 1020), 1024) |
    load<u32>(tables + ((pixel >> 14) & 1020), 2048) | (pixel & 0xff000000);
}

/** `tables` holds three times 256 words, each value in its place within a pixel. */
export function lutPixels(from: usize, to: usize, count: usize, tables: usize): void {
  const end = from + count * 4;
  const even = from + (count & ~1) * 4;
  for (; from < even; from += 8, to += 8) {
    const pixels = load<u64>(from);
    store<u64>(
      to,
      <u64> looked(<u32> pixels, tables) | (<u64> looked(<u32> (pixels >> 32), tables) << 32),
    );
  }
  if (from < end) store<u32>(to, looked(load<u32>(from), tables));
}

/** The smallest alpha of some pixels. */
export function leastAlpha(from: usize, count: usize): u32 {
  let least = i32x4.splat(-1);
  const whole = count & ~3;
  const end = from + whole * 4;
  for (; from < end; from += 16) least = i8x16.min_u(least, v128.load(from));
  least = i8x16.min_u(least, v128.shuffle<u64>(least, least, 1, 0));
  least = i8x16.min_u(least, v128.shuffle<u32>(least, least, 1, 0, 3, 2));
  let result = i8x16.extract_lane_u(least, 3);
  for (let i = whole; i < count; i++, from += 4) result = min(result, load<u8>(from, 3));
  return result;
}

const BYTE: usize = memory.data<u32>([255, 255, 255, 255], 16);

/** One row of the matrix for four pixels, rounded and clamped. */
// @ts-ignore: decorator
@inline
function weighed4(red: v128, green: v128, blue: v128, row: usize): v128 {
  const sum = i32x4.add(
    i32x4.add(i32x4.mul(red, v128.load(row)), i32x4.mul(green, v128.load(row, 16))),
    i32x4.add(i32x4.mul(blue, v128.load(row, 32)), v128.load(row, 48)),
  );
  return i32x4.min_s(
    i32x4.max_s(i32x4.shr_s(sum, 16), i32x4.splat(0)),
    v128.load(BYTE),
  );
}

/** `matrix` holds four lanes of each of twelve numbers: the last of each row is added, with one half. */
export function matrixPixels(from: usize, to: usize, count: usize, matrix: usize): void {
  const byte = v128.load(BYTE);
  const alpha = v128.load(ALPHA);
  let left = count;
  while (left > 0) {
    const pixels = v128.load(from);
    const red = v128.and(pixels, byte);
    const green = v128.and(i32x4.shr_u(pixels, 8), byte);
    const blue = v128.and(i32x4.shr_u(pixels, 16), byte);
    const result = v128.or(
      v128.or(
        weighed4(red, green, blue, matrix),
        i32x4.shl(weighed4(red, green, blue, matrix + 64), 8),
      ),
      v128.or(
        i32x4.shl(weighed4(red, green, blue, matrix + 128), 16),
        v128.and(pixels, alpha),
      ),
    );
    if (left < 4) return storeFirst(to, result, left);
    v128.store(to, result);
    from += 16;
    to += 16;
    left -= 4;
  }
}
