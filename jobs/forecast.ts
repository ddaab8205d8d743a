/** What a picture will cost in time and memory, from its header and the plan; nothing is decoded. @module */
import type { Format } from "../codecs/codec.ts";
import type { ImageInfo } from "../codecs/image_info.ts";
import { sniff } from "../codecs/sniff.ts";
import { checkScans, checkSize, type Limits } from "../image/limits.ts";
import { makePlan, type Plan } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/step.ts";

/** What is done with a picture, as far as it matters for its cost. */
export interface ForecastWork {
  readonly steps: readonly Step[];
  /** Format of the result; `undefined` keeps that of the source. */
  readonly format: Format | undefined;
  readonly limits: Limits;
}

/** Predicted times of one or more pictures on one core of the machine of docs/benchmarks.md, in ms. */
export interface PredictedTimes {
  readonly decode: number;
  readonly filter: number;
  readonly encode: number;
}

/** One picture's forecast. */
export interface ImageForecast {
  readonly info: ImageInfo;
  /** Format of the result. */
  readonly format: Format;
  readonly plan: Plan;
  readonly times: PredictedTimes;
  /** Memory on one thread at the peak, in bytes: file, codec and pixels. */
  readonly bytes: number;
}

/** Measured on 4K frames with the default providers; ns for each pixel. */
const DECODE_NS = { jpeg: 16, png: 14 } as const satisfies Record<Format, number>;
const ENCODE_NS = { jpeg: 12, png: 10 } as const satisfies Record<Format, number>;

/**
 * Measured as the growth of the process by one worker over a dozen pictures: docs/decisions/0010-admission.md.
 * The plan knows its own part; this is the codec's for each source pixel, kept from one picture to the next.
 */
const CODEC_BYTES = 10;
/** A progressive JPEG is held as coefficients, two bytes each. */
const COEFFICIENT_BYTES = 6;
/** The pixels that are encoded, and room for a PNG that cannot be packed. */
const RESULT_BYTES = { jpeg: 4, png: 8 } as const satisfies Record<Format, number>;
/** How often the file is held: as it was read, in the codec's memory, and while it grows there. */
const FILE_COPIES = 3;
/** Frames that nobody needs any more and that are not collected yet, for each source pixel, and the most. */
const GARBAGE_BYTES = 16;
const MOST_GARBAGE = 96 * 1024 * 1024;
/** What a worker needs before it sees a pixel. */
const FIXED_BYTES = 8 * 1024 * 1024;

/**
 * The forecast of an encoded picture.
 *
 * @throws {DecodeError | LimitError | InputError} what would be thrown when it is processed
 */
export function forecastImage(bytes: Uint8Array, work: ForecastWork): ImageForecast {
  const info = sniff(bytes);
  checkSize(info, work.limits);
  checkScans(info.scans, work.limits);
  const plan = makePlan(work.steps, info, { orientation: info.orientation, limits: work.limits });
  const format = work.format ?? info.format;
  return {
    info,
    format,
    plan,
    times: {
      decode: pixels(info) * DECODE_NS[info.format] / 1e6,
      filter: plan.cost,
      encode: pixels(plan.output) * ENCODE_NS[format] / 1e6,
    },
    bytes: peakBytes(info, plan, format, bytes.byteLength),
  };
}

/** Decode, filter and encode together, in ms. */
export function totalTime({ decode, filter, encode }: PredictedTimes): number {
  return decode + filter + encode;
}

function peakBytes(info: ImageInfo, plan: Plan, format: Format, fileBytes: number): number {
  const codec = CODEC_BYTES + (info.scans > 1 ? COEFFICIENT_BYTES : 0);
  return FIXED_BYTES + FILE_COPIES * fileBytes + plan.bytes + codec * pixels(info) +
    RESULT_BYTES[format] * pixels(plan.output) +
    Math.min(MOST_GARBAGE, GARBAGE_BYTES * pixels(info));
}

function pixels({ width, height }: { readonly width: number; readonly height: number }): number {
  return width * height;
}
