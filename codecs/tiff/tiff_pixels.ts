/** From the samples of a TIFF page to pixels. @module */
import { unsupported } from "../unreadable.ts";
import type { TiffAlpha, TiffPage } from "./tiff_page.ts";
import { TAGS } from "./tiff_tags.ts";
import { ycbcrConversion } from "./tiff_ycbcr.ts";

/** The word of the pixel whose first sample is at a place. */
export type PixelAt = (samples: Uint8Array, at: number) => number;

/** How the pixels of a page are made of its samples. */
export function pixelReader(page: TiffPage): PixelAt {
  const colour = colourReader(page);
  const { alpha, bits } = page;
  if (alpha === undefined) return colour;
  const opaque = (1 << Math.min(bits, 8)) - 1;
  return (samples, at) =>
    withAlpha(colour(samples, at), samples[at + alpha.sample] * 255 / opaque, alpha);
}

function colourReader(page: TiffPage): PixelAt {
  switch (page.photometric) {
    case "white_is_zero":
    case "black_is_zero": {
      const words = greyWords(page);
      return (samples, at) => words[samples[at]];
    }
    case "palette": {
      const words = paletteWords(page);
      return (samples, at) => words[samples[at]];
    }
    case "rgb":
      return (samples, at) =>
        samples[at] | (samples[at + 1] << 8) | (samples[at + 2] << 16) | 0xff000000;
    case "cmyk":
      return (samples, at) => {
        const light = 255 - samples[at + 3];
        return inked(samples[at], light) | (inked(samples[at + 1], light) << 8) |
          (inked(samples[at + 2], light) << 16) | 0xff000000;
      };
    case "ycbcr": {
      const toRgb = ycbcrConversion(page);
      return (samples, at) => toRgb(samples[at], samples[at + 1], samples[at + 2]);
    }
  }
}

/** What one ink leaves of the light that black ink leaves; no profile is applied. */
function inked(ink: number, light: number): number {
  return Math.round((255 - ink) * light / 255);
}

function greyWords({ bits, photometric }: TiffPage): Int32Array {
  const most = (1 << Math.min(bits, 8)) - 1;
  return Int32Array.from({ length: most + 1 }, (_, value) => {
    const light = photometric === "white_is_zero" ? most - value : value;
    return Math.imul(Math.round(light * 255 / most), 0x010101) | 0xff000000;
  });
}

/** Colours have 16 bits, but some writers give them 8: then no number is above 255. */
function paletteWords({ tags, bits }: TiffPage): Int32Array {
  const count = 1 << bits;
  const values = tags.list(TAGS.palette, 3 * count) ?? [];
  if (values.length < 3 * count) throw unsupported("tiff", "its palette is not whole");
  const shift = values.some((value) => value > 255) ? 8 : 0;
  return Int32Array.from({ length: count }, (_, i) => {
    const [red, green, blue] = [0, 1, 2].map((channel) => values[channel * count + i] >> shift);
    return red | (green << 8) | (blue << 16) | 0xff000000;
  });
}

function withAlpha(word: number, exact: number, { premultiplied }: TiffAlpha): number {
  const alpha = Math.round(exact);
  if (!premultiplied || alpha === 255) return (word & 0xffffff) | (alpha << 24);
  if (alpha === 0) return 0;
  const straight = (shift: number): number =>
    Math.min(255, Math.round(((word >>> shift) & 255) * 255 / alpha)) << shift;
  return straight(0) | straight(8) | straight(16) | (alpha << 24);
}
