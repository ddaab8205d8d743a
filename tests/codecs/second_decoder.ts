/** A second opinion on our files: sharp, which is libvips with its own libwebp, libaom and libjpeg-turbo. @module */
import sharp from "sharp";
import type { RgbaImage } from "../../image/rgba_image.ts";

/** What another library makes of a file. */
export async function secondDecoding(file: Uint8Array): Promise<RgbaImage> {
  const { data, info } = await sharp(file, { ignoreIcc: true }).toColourspace("srgb").ensureAlpha()
    .raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/** Peak signal to noise ratio of two pictures of one size in dB, alpha left out; infinite when they are equal. */
export function psnr(one: RgbaImage, other: RgbaImage): number {
  let squares = 0;
  for (let i = 0; i < one.data.length; i++) {
    if (i % 4 !== 3) squares += (one.data[i] - other.data[i]) ** 2;
  }
  return 10 * Math.log10(255 ** 2 / (squares / (one.data.length * 3 / 4)));
}

/** The largest difference of two alphas. */
export function alphaDifference(one: RgbaImage, other: RgbaImage): number {
  let most = 0;
  for (let i = 3; i < one.data.length; i += 4) {
    most = Math.max(most, Math.abs(one.data[i] - other.data[i]));
  }
  return most;
}

/** A picture whose alpha runs from 0 to 255 while its colours change slowly. */
export function fadingPicture(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const alpha = Math.round(255 * x / Math.max(1, width - 1));
    data.set([128 + 90 * Math.sin(x / 17), 128 + 90 * Math.sin(y / 13), 100, alpha], i * 4);
  }
  return { width, height, data };
}
