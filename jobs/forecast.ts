/** What a picture will cost in time and memory, from its header and the plan; nothing is decoded. @module */
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import { decodeBytes, decodeNs, encodeBytes, encodeNs } from "../codecs/codec_cost.ts";
import type { ImageInfo } from "../codecs/image_info.ts";
import { sniff } from "../codecs/sniff.ts";
import type { Limits } from "../image/limits.ts";
import type { Plan } from "../pipeline/plan.ts";
import type { Step } from "../pipeline/step.ts";
import { planPicture } from "../task/convert_plan.ts";

/** What is done with a picture, as far as it matters for its cost. */
export interface ForecastWork {
  readonly steps: readonly Step[];
  /** Format of the result; `undefined` keeps that of the source. */
  readonly format: Format | undefined;
  readonly limits: Limits;
  /** How the result is encoded. @default as the format has it */
  readonly encode?: EncodeOptions | undefined;
  /** Name of a provider. @default that of the format */
  readonly codec?: string | undefined;
  /** Whether the picture is decoded at its full size in any case. @default false */
  readonly precise?: boolean | undefined;
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
  const plan = planPicture(info, work);
  const format = work.format ?? info.format;
  return {
    info,
    format,
    plan,
    times: {
      decode: pixels(info) * decodeNs(info, plan.shrink) / 1e6,
      filter: plan.cost,
      encode: pixels(plan.output) * encodeNs(format, work.encode) / 1e6,
    },
    bytes: peakBytes(info, plan, { format, encode: work.encode }, bytes.byteLength),
  };
}

/** Decode, filter and encode together, in ms. */
export function totalTime({ decode, filter, encode }: PredictedTimes): number {
  return decode + filter + encode;
}

function peakBytes(
  info: ImageInfo,
  plan: Plan,
  result: Pick<ImageForecast, "format"> & Pick<ForecastWork, "encode">,
  fileBytes: number,
): number {
  return FIXED_BYTES + FILE_COPIES * fileBytes + plan.bytes +
    decodeBytes(info) * pixels(info.scans > 1 ? info : plan.input) +
    encodeBytes(result.format, result.encode) * pixels(plan.output) +
    Math.min(MOST_GARBAGE, GARBAGE_BYTES * pixels(plan.input));
}

function pixels({ width, height }: { readonly width: number; readonly height: number }): number {
  return width * height;
}
