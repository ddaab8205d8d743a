/** Which provider reads and writes which format. Loads a codec only when it is used. @module */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import {
  type Codec,
  type Decoder,
  type Direction,
  type Encoder,
  type Format,
  FORMATS,
  type Provider,
} from "./codec.ts";

/**
 * Every provider. The first one without native code that knows a format is its default, so that a command gives
 * the same bytes anywhere.
 */
export const PROVIDERS: readonly Provider[] = [
  {
    name: "libjpeg-turbo",
    summary: "libjpeg-turbo in WebAssembly",
    reads: ["jpeg"],
    writes: ["jpeg"],
    can: { progressive: ["jpeg"] },
    shrinks: ["jpeg"],
    sandbox: "none",
    load: async () => (await import("./jpeg_turbo.ts")).openJpegTurbo(),
  },
  {
    name: "squoosh-png",
    summary: "the Rust png crate in WebAssembly",
    reads: ["png"],
    writes: ["png"],
    can: { lossless: ["png"] },
    sandbox: "none",
    load: async () => (await import("./squoosh_png.ts")).openSquooshPng(),
  },
  {
    name: "libwebp",
    summary: "libwebp in WebAssembly",
    reads: ["webp"],
    writes: ["webp"],
    can: { lossless: ["webp"] },
    sandbox: "none",
    load: async () => (await import("./webp.ts")).openWebp(),
  },
  {
    name: "libavif",
    summary: "libavif and libaom in WebAssembly",
    reads: ["avif"],
    writes: ["avif"],
    can: { lossless: ["avif"] },
    sandbox: "none",
    load: async () => (await import("./avif.ts")).openAvif(),
  },
  {
    name: "built-in",
    summary: "readers of our own in TypeScript",
    reads: ["gif", "bmp", "tiff"],
    writes: [],
    sandbox: "none",
    load: async (format) => await (await import("./built_in.ts")).openBuiltIn(format),
  },
  {
    name: "imagescript",
    summary: "imagescript, partly native code: needs read, env and ffi permission",
    reads: ["jpeg", "png"],
    writes: ["jpeg", "png"],
    can: { lossless: ["png"] },
    sandbox: "native",
    load: async (format) => (await import("./imagescript.ts")).openImagescript(format),
  },
  {
    name: "sharp",
    summary: "libvips, native code: needs read, env and ffi permission",
    reads: ["jpeg", "png", "webp", "avif", "gif", "tiff"],
    writes: ["jpeg", "png", "webp", "avif", "gif", "tiff"],
    can: { lossless: ["png", "webp", "avif", "tiff"], progressive: ["jpeg", "png"] },
    sandbox: "native",
    load: async (format) => await (await import("./sharp.ts")).openSharp(format),
  },
];

/** Formats that are read without native code. */
export const READ_FORMATS: readonly Format[] = FORMATS.filter((format) =>
  hasDefault(format, "read")
);

/** Formats that are written without native code. */
export const WRITE_FORMATS: readonly Format[] = FORMATS.filter((format) =>
  hasDefault(format, "write")
);

const opened = new Map<string, Promise<Decoder | Encoder | Codec>>();

/** The provider of this name. */
export function findProvider(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}

/** What a provider reads, or what it writes. */
export function formatsOf(provider: Provider, direction: Direction): readonly Format[] {
  return direction === "read" ? provider.reads : provider.writes;
}

/**
 * The named provider for a format and a direction, or the default one.
 *
 * @throws {InputError} `bad_option` when there is no such provider, or it does not know the format
 */
export function providerFor(format: Format, direction: Direction, name?: string): Provider {
  const provider = name === undefined ? defaultFor(format, direction) : findProvider(name);
  if (provider !== undefined && formatsOf(provider, direction).includes(format)) return provider;
  if (name === undefined) throw noDefault(format, direction);
  throw new InputError(
    "bad_option",
    provider === undefined ? noSuchProvider(name) : notKnown(provider, format, direction),
  );
}

/** Whether the named provider, or the default one, can do that with a format. */
export function canUse(format: Format, direction: Direction, name?: string): boolean {
  const provider = name === undefined ? defaultFor(format, direction) : findProvider(name);
  return provider !== undefined && formatsOf(provider, direction).includes(format);
}

/**
 * The decoder of a format, opened once in each thread.
 *
 * @throws {InputError} `bad_option` when there is no such provider, it does not read the format, or its native
 * code cannot be loaded here
 */
export async function decoderFor(format: Format, providerName?: string): Promise<Decoder> {
  // A provider that says it reads a format opens something that decodes it.
  return await opening(providerFor(format, "read", providerName), format) as Decoder;
}

/**
 * The encoder of a format, opened once in each thread.
 *
 * @throws {InputError} `bad_option` when there is no such provider, it does not write the format, or its native
 * code cannot be loaded here
 */
export async function encoderFor(format: Format, providerName?: string): Promise<Encoder> {
  return await opening(providerFor(format, "write", providerName), format) as Encoder;
}

/**
 * The codec of a format that one provider both reads and writes, opened once in each thread.
 *
 * @throws {InputError} `bad_option` as `decoderFor` and `encoderFor`
 */
export async function codecFor(format: Format, providerName?: string): Promise<Codec> {
  const { name } = providerFor(format, "read", providerName);
  return await opening(providerFor(format, "write", name), format) as Codec;
}

function hasDefault(format: Format, direction: Direction): boolean {
  return defaultFor(format, direction) !== undefined;
}

function defaultFor(format: Format, direction: Direction): Provider | undefined {
  return PROVIDERS.find((candidate) =>
    candidate.sandbox === "none" && formatsOf(candidate, direction).includes(format)
  );
}

function noDefault(format: Format, direction: Direction): InputError {
  const names = PROVIDERS.filter((provider) => formatsOf(provider, direction).includes(format));
  const known = direction === "read" ? READ_FORMATS : WRITE_FORMATS;
  const others = names.map((provider) => `--codec ${provider.name}`).join(" or ");
  return new InputError(
    "bad_option",
    `Cannot ${direction} ${format} by default: formats are ${known.join(", ")}` +
      (others === "" ? "" : `, and ${others} can ${direction} it`),
  );
}

function noSuchProvider(name: string): string {
  const names = PROVIDERS.map((candidate) => candidate.name);
  return `Cannot use codec '${name}' as there is no such provider${didYouMean(name, names)}: ` +
    `providers are ${names.join(", ")}`;
}

function notKnown(provider: Provider, format: Format, direction: Direction): string {
  const known = formatsOf(provider, direction);
  return `Cannot use codec '${provider.name}' as it does not ${direction} ${format}: it ` +
    (known.length === 0 ? `${direction}s nothing` : `${direction}s ${known.join(", ")}`);
}

function opening(provider: Provider, format: Format): Promise<Decoder | Encoder | Codec> {
  const key = `${provider.name}/${format}`;
  let codec = opened.get(key);
  if (codec === undefined) {
    codec = open(provider, format);
    opened.set(key, codec);
  }
  return codec;
}

async function open(provider: Provider, format: Format): Promise<Decoder | Encoder | Codec> {
  try {
    return await provider.load(format);
  } catch (cause) {
    if (provider.sandbox === "none" || cause instanceof InputError) throw cause;
    throw new InputError(
      "bad_option",
      `Cannot use codec '${provider.name}' as its native code cannot be loaded: ` +
        "it needs read, env and ffi permission and a platform that it supports",
      { cause },
    );
  }
}
