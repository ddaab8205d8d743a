/** Random pictures for property tests. @module */
import fc from "fast-check";
import type { RgbaImage } from "../image/rgba_image.ts";

/** What kind of alpha the picture has. */
export type AlphaKind = "opaque" | "any";

const SIDES = [1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 33, 47, 64, 67];

/** Pictures from 1x1 to 67x67, odd sizes first among them, of noise, flats and steps. */
export function arbitraryImage(alpha: AlphaKind = "any"): fc.Arbitrary<RgbaImage> {
  return fc.record({
    width: fc.constantFrom(...SIDES),
    height: fc.constantFrom(...SIDES),
    seed: fc.integer(),
    style: fc.constantFrom("noise", "flat", "steps", "gradient"),
    opaque: alpha === "opaque" ? fc.constant(true) : fc.boolean(),
  }).map(({ width, height, seed, style, opaque }) => paint(width, height, seed, style, opaque));
}

function paint(
  width: number,
  height: number,
  seed: number,
  style: string,
  opaque: boolean,
): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  const random = xorshift(seed);
  const base = random();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        data[(y * width + x) * 4 + channel] = sample(style, x, y, channel, base, random);
      }
      if (opaque) data[(y * width + x) * 4 + 3] = 255;
    }
  }
  return { width, height, data };
}

function sample(
  style: string,
  x: number,
  y: number,
  channel: number,
  base: number,
  random: () => number,
): number {
  switch (style) {
    case "flat":
      return (base >>> (channel * 8)) & 255;
    case "steps":
      return ((x >> 2) ^ (y >> 1) ^ channel) & 1 ? 255 : 0;
    case "gradient":
      return (x * 5 + y * 3 + channel * 40 + (random() & 3)) & 255;
    default:
      return random() & 255;
  }
}

function xorshift(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
