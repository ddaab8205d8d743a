/** Which kinds of TIFF pages are read. @module */
import { corrupt, unsupported } from "../unreadable.ts";
import { TAGS, type TiffTags } from "./tiff_tags.ts";

/** How pieces are compressed. */
export type Compression =
  | "none"
  | "fax_rows"
  | "fax_3"
  | "fax_4"
  | "lzw"
  | "jpeg"
  | "deflate"
  | "packbits";

/** What samples mean. */
export type Photometric = "white_is_zero" | "black_is_zero" | "rgb" | "palette" | "cmyk" | "ycbcr";

/** Colours and a few channels more; what is beyond would only cost memory. */
export const MAX_SAMPLES = 8;

const COMPRESSIONS = new Map<number, Compression>([
  [1, "none"],
  [2, "fax_rows"],
  [3, "fax_3"],
  [4, "fax_4"],
  [5, "lzw"],
  [7, "jpeg"],
  [8, "deflate"],
  [32773, "packbits"],
  [32946, "deflate"],
]);

const PHOTOMETRICS = new Map<number, Photometric>([
  [0, "white_is_zero"],
  [1, "black_is_zero"],
  [2, "rgb"],
  [3, "palette"],
  [5, "cmyk"],
  [6, "ycbcr"],
]);

const OTHER_COMPRESSIONS = new Map([
  [6, "old JPEG"],
  [34712, "JPEG 2000"],
  [34887, "LERC"],
  [50000, "Zstandard"],
  [50001, "WebP"],
]);

const OTHER_PHOTOMETRICS = new Map([
  [8, "CIE Lab"],
  [9, "ICC Lab"],
  [10, "ITU Lab"],
  [32803, "colour filter array"],
  [32844, "LogL"],
  [32845, "LogLuv"],
]);

/** @throws {DecodeError} `unsupported_format` with the name */
export function compressionOf(value: number): Compression {
  const found = COMPRESSIONS.get(value);
  if (found !== undefined) return found;
  const name = OTHER_COMPRESSIONS.get(value);
  throw unsupported(
    "tiff",
    `${name ?? `its kind of`} compression is not read: current value is ${value}`,
  );
}

/** @throws {DecodeError} `unsupported_format` with the name */
export function photometricOf(value: number | undefined): Photometric {
  if (value === undefined) throw corrupt("tiff", "it does not say what its samples mean");
  const found = PHOTOMETRICS.get(value);
  if (found !== undefined) return found;
  const name = OTHER_PHOTOMETRICS.get(value);
  throw unsupported(
    "tiff",
    `${name ?? "its kind of"} colour is not read: current value is ${value}`,
  );
}

/** Samples of a colour, without alpha and other channels. */
export function colourSamples(photometric: Photometric): number {
  switch (photometric) {
    case "white_is_zero":
    case "black_is_zero":
    case "palette":
      return 1;
    case "rgb":
    case "ycbcr":
      return 3;
    case "cmyk":
      return 4;
  }
}

/** What has to fit together. */
export interface TiffKind {
  readonly tags: TiffTags;
  readonly samples: number;
  readonly bits: number;
  readonly compression: Compression;
  readonly photometric: Photometric;
  readonly predictor: number;
}

/** @throws {DecodeError} `unsupported_format` or `corrupt_image` with the reason */
export function checkKind(kind: TiffKind): void {
  const { tags, samples, bits, compression, photometric, predictor } = kind;
  if (samples > MAX_SAMPLES) throw unsupported("tiff", `${samples} samples a pixel are not read`);
  if (samples < colourSamples(photometric)) {
    throw corrupt("tiff", `${samples} samples a pixel are too few for its kind of colour`);
  }
  const formats = tags.list(TAGS.sampleFormat, MAX_SAMPLES) ?? [];
  if (formats.some((format) => format !== 1 && format !== 4)) {
    throw unsupported("tiff", "samples other than whole positive numbers are not read");
  }
  if (!bitsOf(photometric).includes(bits)) {
    throw unsupported("tiff", `${bits} bits a sample are not read for its kind of colour`);
  }
  if (predictor !== 1 && predictor !== 2) {
    throw unsupported("tiff", `predictor ${predictor} is not read`);
  }
  if (predictor === 2 && bits < 8) {
    throw unsupported("tiff", `differences of ${bits} bits are not read`);
  }
  if (photometric === "cmyk" && tags.first(TAGS.inkSet, 1) !== 1) {
    throw unsupported("tiff", "inks other than CMYK are not read");
  }
  if (compression.startsWith("fax") && (bits !== 1 || samples !== 1)) {
    throw corrupt("tiff", "fax compression is for one bit a pixel");
  }
  if (compression === "jpeg") checkJpeg(kind);
}

function bitsOf(photometric: Photometric): readonly number[] {
  switch (photometric) {
    case "white_is_zero":
    case "black_is_zero":
      return [1, 2, 4, 8, 16];
    case "palette":
      return [1, 2, 4, 8];
    case "rgb":
    case "cmyk":
      return [8, 16];
    case "ycbcr":
      return [8];
  }
}

function checkJpeg({ tags, samples, bits, photometric }: TiffKind): void {
  const grey = photometric === "black_is_zero" && samples === 1;
  const colour = (photometric === "rgb" || photometric === "ycbcr") && samples === 3;
  if (bits === 8 && (grey || colour) && tags.first(TAGS.planar, 1) === 1) return;
  throw unsupported("tiff", "JPEG compression is read for 8-bit grey, RGB and YCbCr only");
}
