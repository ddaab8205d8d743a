// Rows of luma in 16-bit lanes, with their ends repeated, and the smoothing of such rows.
import { luma4, LUMA } from "./pixels";

/** Repeats the first and the last of `count` 16-bit values `radius` times beyond both ends. */
export function repeatEnds(row: usize, count: usize, radius: usize): void {
  const first = load<u16>(row);
  const last = load<u16>(row + count * 2 - 2);
  const end = row + count * 2;
  for (let i: usize = 1; i <= radius; i++) {
    store<u16>(row - i * 2, first);
    store<u16>(end + i * 2 - 2, last);
  }
}

/** Luma over black of `count` pixels. Writes whole vectors: up to 7 values beyond the end. */
export function visibleLumaRow(from: usize, to: usize, count: usize): void {
  const mask = v128.load(LUMA);
  const redBlue = v128.load(LUMA, 16);
  const green = v128.load(LUMA, 32);
  const half = v128.load(LUMA, 48);
  const round = v128.load(ROUND);
  for (let x: usize = 0; x < count; x += 8) {
    const left = v128.load(from + x * 4);
    const right = v128.load(from + x * 4, 16);
    const luma = i16x8.narrow_i32x4_s(
      luma4(left, mask, redBlue, green, half),
      luma4(right, mask, redBlue, green, half),
    );
    const alpha = i16x8.narrow_i32x4_s(i32x4.shr_u(left, 24), i32x4.shr_u(right, 24));
    // Exactly round(luma * alpha / 255); at most 65153 + 254, so that 16 bits hold it.
    const product = i16x8.add(i16x8.mul(luma, alpha), round);
    v128.store(to + x * 2, i16x8.shr_u(i16x8.add(product, i16x8.shr_u(product, 8)), 8));
  }
}

/** One half in Q8, eight times. */
const ROUND: usize = memory.data<u32>([0x00800080, 0x00800080, 0x00800080, 0x00800080], 16);
