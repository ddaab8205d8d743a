/** What a batch will cost, from the headers of some of its pictures. @module */
import { readImageFile } from "../files/read_file.ts";
import {
  forecastImage,
  type ForecastWork,
  type ImageForecast,
  type PredictedTimes,
  totalTime,
} from "./forecast.ts";

/** A picture whose header was read. */
export interface Sample {
  readonly input: string;
  readonly forecast: ImageForecast;
}

/** A batch's forecast; times as in `PredictedTimes`. */
export interface BatchForecast {
  /** Pictures of the batch. */
  readonly images: number;
  /** Those that were looked at and can be processed. */
  readonly samples: readonly Sample[];
  /** Of all pictures together. */
  readonly times: PredictedTimes;
  /** Of the picture that takes longest. */
  readonly longestMs: number;
  /** Memory of the largest picture at its peak. */
  readonly largestBytes: number;
}

/** Options of `forecastBatch`. */
export interface ForecastOptions {
  /** Pictures whose headers are read at most, evenly over the batch. @default 8 */
  readonly samples?: number;
  /** Stops reading. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each picture that was looked at and cannot be processed. @default nobody is told */
  readonly onRefused?: (input: string, thrown: unknown) => void;
}

/** A picture to look at. */
export interface ForecastInput {
  readonly input: string;
  /** What it holds, where it is no file but a stream. @default the file is read */
  readonly bytes?: Uint8Array;
}

/**
 * Reads some files, one at a time, and takes them for all: one in eight 4K pictures takes about 3 ms to read.
 * Pictures that cannot be processed are left out; `undefined` when there are no others.
 *
 * @throws whatever reason `signal` aborts with
 */
export async function forecastBatch(
  inputs: readonly ForecastInput[],
  work: ForecastWork,
  options: ForecastOptions = {},
): Promise<BatchForecast | undefined> {
  const { samples: most = 8, signal, onRefused } = options;
  const samples: Sample[] = [];
  for (const { input, bytes } of evenly(inputs, most)) {
    signal?.throwIfAborted();
    try {
      const source = bytes ?? await readImageFile(input, work.limits);
      samples.push({ input, forecast: forecastImage(source, work) });
    } catch (thrown) {
      // Its error is told again when its turn comes.
      onRefused?.(input, thrown);
    }
  }
  return samples.length === 0 ? undefined : extrapolate(samples, inputs.length);
}

/** The forecast of a batch of `images` pictures like these. */
export function extrapolate(samples: readonly Sample[], images: number): BatchForecast {
  const all = samples.map(({ forecast }) => forecast);
  const scale = images / samples.length;
  const sum = (part: keyof PredictedTimes): number =>
    scale * all.reduce((total, { times }) => total + times[part], 0);
  return {
    images,
    samples,
    times: { decode: sum("decode"), filter: sum("filter"), encode: sum("encode") },
    longestMs: Math.max(...all.map(({ times }) => totalTime(times))),
    largestBytes: Math.max(...all.map(({ bytes }) => bytes)),
  };
}

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}
