/** The settings of libwebp's encoder. @module */
import type { EncodeOptions } from "./codec.ts";
import { qualityOf } from "./encode_options.ts";

/** The members of libwebp's `WebPConfig`, by its names. */
export type WebpConfig = Readonly<Record<keyof typeof DEFAULT_CONFIG, number>>;

/** What libwebp's own `WebPConfigInit` sets. */
const DEFAULT_CONFIG = {
  quality: 75,
  target_size: 0,
  target_PSNR: 0,
  method: 4,
  sns_strength: 50,
  filter_strength: 60,
  filter_sharpness: 0,
  filter_type: 1,
  partitions: 0,
  segments: 4,
  pass: 1,
  show_compressed: 0,
  preprocessing: 0,
  autofilter: 0,
  partition_limit: 0,
  alpha_compression: 1,
  alpha_filtering: 1,
  alpha_quality: 100,
  lossless: 0,
  exact: 0,
  image_hint: 0,
  emulate_jpeg_size: 0,
  thread_level: 0,
  low_memory: 0,
  near_lossless: 100,
  use_delta_palette: 0,
  use_sharp_yuv: 0,
};

/** Method and quality for each effort without loss, as libwebp's `WebPConfigLosslessPreset` pairs them. */
const LOSSLESS_PRESETS = [
  [0, 0],
  [1, 20],
  [2, 25],
  [3, 30],
  [3, 50],
  [4, 50],
  [4, 75],
  [4, 90],
  [5, 90],
  [6, 100],
] as const;

/** Of 0 to 9; the default of libwebp, which has methods from 0 to 6. */
const DEFAULT_EFFORT = 6;

/** Settings of one picture. */
export function webpConfig(options: EncodeOptions): WebpConfig {
  const effort = options.effort ?? DEFAULT_EFFORT;
  if (options.lossless) {
    const [method, quality] = LOSSLESS_PRESETS[effort];
    // `exact` keeps the colours of invisible pixels as well.
    return { ...DEFAULT_CONFIG, lossless: 1, exact: 1, method, quality };
  }
  const method = Math.round(effort * 2 / 3);
  return { ...DEFAULT_CONFIG, method, quality: qualityOf("webp", options) };
}
