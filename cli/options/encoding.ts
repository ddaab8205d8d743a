/** Options that say how results are encoded, and by whom pictures are read and written. @module */
import { checkEncode } from "../../codecs/check_encode.ts";
import { type EncodeOptions, type Format, FORMATS } from "../../codecs/codec.ts";
import { METADATA_CHOICES, type MetadataChoice } from "../../codecs/metadata/metadata.ts";
import { findProvider, providerFor, PROVIDERS, WRITE_FORMATS } from "../../codecs/registry.ts";
import { DEFAULTS } from "../../config.ts";
import type { GivenArgs, OptionGroup } from "../args.ts";
import { oneOf, rgbColour, valueOf, wholeNumber } from "../values.ts";

/** Names of formats that people write as well. */
const SHORT_NAMES: ReadonlyMap<string, Format> = new Map([["jpg", "jpeg"], ["tif", "tiff"]]);

const PROVIDER_NAMES = PROVIDERS.map(({ name }) => name);

const MAX_EFFORT = 9;

/** In the order of the help. */
export const ENCODING_OPTIONS: OptionGroup = {
  title: "Encoding",
  options: [
    {
      name: "format",
      value: "FORMAT",
      values: WRITE_FORMATS,
      description: `Format of the results: ${WRITE_FORMATS.join(", ")} [that of each input]`,
    },
    {
      name: "quality",
      value: "N",
      description: `From 1 to 100 [JPEG ${DEFAULTS.quality}, WebP ${DEFAULTS.webpQuality}, ` +
        `AVIF ${DEFAULTS.avifQuality}]`,
    },
    {
      name: "lossless",
      description: "Keep every pixel as it is: WebP, AVIF; PNG always does",
    },
    {
      name: "effort",
      value: "N",
      description: `Time spent on smaller files, from 0 to ${MAX_EFFORT} [WebP 6, AVIF 2]`,
    },
    {
      name: "progressive",
      description: "A coarse picture comes first in the file: JPEG",
    },
    {
      name: "background",
      value: "COLOUR",
      description: "Colour under transparent pixels where the format has none: #rrggbb [#ffffff]",
    },
    {
      name: "precise",
      description: "Decode at full size, also when the recipe begins by shrinking the picture",
    },
    {
      name: "metadata",
      value: "WHAT",
      values: METADATA_CHOICES,
      description: "What results carry: icc (colour profiles), keep (EXIF and XMP as well), " +
        "strip (nothing) [icc]",
    },
    {
      name: "codec",
      value: "NAME",
      values: PROVIDER_NAMES,
      description: `Provider that reads and writes: ${PROVIDER_NAMES.join(", ")}`,
    },
  ],
};

/** How results are encoded. */
export interface EncodingOptions {
  readonly format: Format | undefined;
  /** `undefined` when it was not given. */
  readonly quality: number | undefined;
  readonly lossless: boolean;
  /** `undefined` when it was not given. */
  readonly effort: number | undefined;
  readonly progressive: boolean;
  /** Red, green, blue; `undefined` when it was not given. */
  readonly background: EncodeOptions["background"] | undefined;
  /** Whether pictures are decoded at their full size in any case. */
  readonly precise: boolean;
  readonly metadata: MetadataChoice;
  /** Name of a provider; `undefined` when it was not given. */
  readonly codec: string | undefined;
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option`
 */
export function readEncodingOptions(given: GivenArgs): EncodingOptions {
  const options: EncodingOptions = {
    format: valueOf(given, "format", readFormat),
    quality: valueOf(given, "quality", (name, text) => wholeNumber(name, text, 1, 100)),
    lossless: given.switches.has("lossless"),
    effort: valueOf(given, "effort", (name, text) => wholeNumber(name, text, 0, MAX_EFFORT)),
    progressive: given.switches.has("progressive"),
    background: valueOf(given, "background", rgbColour),
    precise: given.switches.has("precise"),
    metadata: valueOf(given, "metadata", (name, text) => oneOf(name, text, METADATA_CHOICES)) ??
      METADATA_CHOICES[0],
    codec: given.values.get("codec"),
  };
  checkProvider(options);
  return options;
}

function readFormat(option: string, text: string): Format {
  return oneOf(option, SHORT_NAMES.get(text) ?? text, FORMATS);
}

/** An unknown name is refused for any format; a known one only where it cannot write the results. */
function checkProvider(options: EncodingOptions): void {
  const { format, codec } = options;
  const isUnknown = codec !== undefined && findProvider(codec) === undefined;
  if (isUnknown) providerFor(FORMATS[0], "write", codec);
  if (format !== undefined) checkEncode(format, encodeOptions(options), codec);
}

/** What encoders are told. */
export function encodeOptions(options: EncodingOptions): EncodeOptions {
  const { quality, lossless, effort, progressive, background = DEFAULTS.background } = options;
  return { quality, lossless, effort, progressive, background };
}
