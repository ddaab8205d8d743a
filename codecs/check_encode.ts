/** What an encoder cannot do is refused before any work. @module */
import { InputError, LimitError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";
import type { EncodeDemand, EncodeOptions, Format } from "./codec.ts";
import { FORMAT_NAMES } from "./known_format.ts";
import { providerFor, PROVIDERS } from "./registry.ts";

const DEMANDS: readonly EncodeDemand[] = ["lossless", "progressive"];

/** Longest side that a format can name. */
const LONGEST_SIDE: Partial<Record<Format, number>> = { webp: 16_383 };

/** Lossless AVIF takes 52 bytes a pixel, and the library can hold 2 GiB. */
const LOSSLESS_AVIF_PIXELS = 36_000_000;

/**
 * Refuses what the encoder of a format cannot do.
 *
 * @param codec name of a provider; `undefined` takes the default one
 * @throws {InputError} `bad_option` when there is no such encoder, or for `lossless` or `progressive` where it
 * knows no such thing
 */
export function checkEncode(format: Format, options: EncodeOptions, codec?: string): void {
  const { can = {} } = providerFor(format, "write", codec);
  for (const demand of DEMANDS) {
    if (options[demand] !== true || can[demand]?.includes(format)) continue;
    throw new InputError(
      "bad_option",
      `Cannot write ${FORMAT_NAMES[format]} as '${demand}' is asked for: it is for ` +
        formatsThatCan(demand, codec).map((known) => FORMAT_NAMES[known]).join(", "),
    );
  }
}

/**
 * Refuses sizes that a format cannot hold, or its encoder cannot encode.
 *
 * @throws {LimitError} `too_many_pixels`
 */
export function checkEncodedSize(format: Format, size: Size, { lossless }: EncodeOptions): void {
  const { width, height } = size;
  const longest = LONGEST_SIDE[format] ?? Infinity;
  const most = format === "avif" && lossless ? LOSSLESS_AVIF_PIXELS : Infinity;
  if (Math.max(width, height) <= longest && width * height <= most) return;
  const limit = Math.max(width, height) > longest
    ? `${longest} pixels a side`
    : `${most} pixels without loss`;
  throw new LimitError(
    "too_many_pixels",
    `Cannot write ${FORMAT_NAMES[format]} as ${width}x${height} exceeds its limit of ${limit}`,
  );
}

/** What the named provider, or all default ones together, can do. */
function formatsThatCan(demand: EncodeDemand, codec: string | undefined): Format[] {
  const asked = PROVIDERS.filter(({ name, sandbox }) =>
    codec === undefined ? sandbox === "none" : name === codec
  );
  return asked.flatMap(({ can }) => [...can?.[demand] ?? []]);
}
