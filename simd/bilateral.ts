// The bilateral filter of colours over a disc, opaque.
import { storeUpTo4 } from "./pixels";

const LOW_BYTE: usize = memory.data<u32>([255, 255, 255, 255], 16);
const RED_BLUE: usize = memory.data<u32>([0x00ff00ff, 0x00ff00ff, 0x00ff00ff, 0x00ff00ff], 16);
const ONES: usize = memory.data<u32>([0x00010001, 0x00010001, 0x00010001, 0x00010001], 16);
const OPAQUE: usize = memory.data<u32>([0xff000000, 0xff000000, 0xff000000, 0xff000000], 16);
const HALVES: usize = memory.data<f64>([0.5, 0.5], 16);

/** `floor(sum / weight + 1/2)` of four sums. */
// @ts-ignore: decorator
@inline
function means(sums: v128, weights: v128): v128 {
  const half = v128.load(HALVES);
  const low = f64x2.div(f64x2.convert_low_i32x4_s(sums), f64x2.convert_low_i32x4_s(weights));
  const high = f64x2.div(
    f64x2.convert_low_i32x4_s(v128.shuffle<u64>(sums, sums, 1, 1)),
    f64x2.convert_low_i32x4_s(v128.shuffle<u64>(weights, weights, 1, 1)),
  );
  return v128.shuffle<u64>(
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(low, half))),
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(high, half))),
    0,
    2,
  );
}

/**
 * A row of means. `taps` holds the addresses of the neighbours of the first pixel, `spatial` four lanes of each weight,
 * `range` a word for each of the 766 sums of differences. All sums stay below 2^31.
 */
export function bilateralRow(
  centres: usize,
  taps: usize,
  spatial: usize,
  count: usize,
  range: usize,
  to: usize,
  width: usize,
): void {
  const lowByte = v128.load(LOW_BYTE);
  const redBlue = v128.load(RED_BLUE);
  const ones = v128.load(ONES);
  const tapsEnd = taps + count * 4;
  for (let x: usize = 0; x < width; x += 4) {
    const centre = v128.load(centres + x * 4);
    let weights = i32x4.splat(0);
    let red = weights;
    let green = weights;
    let blue = weights;
    let at = spatial;
    for (let tap = taps; tap < tapsEnd; tap += 4, at += 16) {
      const near = v128.load(<usize> load<u32>(tap) + x * 4);
      const size = v128.or(i8x16.sub_sat_u(near, centre), i8x16.sub_sat_u(centre, near));
      const difference = i32x4.add(
        i32x4.dot_i16x8_s(v128.and(size, redBlue), ones),
        v128.and(i32x4.shr_u(size, 8), lowByte),
      );
      let weight = v128.load32_zero(range + (i32x4.extract_lane(difference, 0) << 2));
      weight = v128.load32_lane(range + (i32x4.extract_lane(difference, 1) << 2), weight, 1);
      weight = v128.load32_lane(range + (i32x4.extract_lane(difference, 2) << 2), weight, 2);
      weight = v128.load32_lane(range + (i32x4.extract_lane(difference, 3) << 2), weight, 3);
      weight = i32x4.mul(weight, v128.load(at));
      weights = i32x4.add(weights, weight);
      red = i32x4.add(red, i32x4.mul(weight, v128.and(near, lowByte)));
      green = i32x4.add(green, i32x4.mul(weight, v128.and(i32x4.shr_u(near, 8), lowByte)));
      blue = i32x4.add(blue, i32x4.mul(weight, v128.and(i32x4.shr_u(near, 16), lowByte)));
    }
    const pixels = v128.or(
      v128.or(means(red, weights), i32x4.shl(means(green, weights), 8)),
      v128.or(i32x4.shl(means(blue, weights), 16), v128.load(OPAQUE)),
    );
    storeUpTo4(to + x * 4, pixels, width - x);
  }
}
