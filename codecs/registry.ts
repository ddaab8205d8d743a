/** Which provider reads and writes which format. Loads a codec only when it is used. @module */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import type { Codec, Format, Provider } from "./codec.ts";

/** Every provider. The first that knows a format is its default, so that a command gives the same bytes anywhere. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: "libjpeg-turbo",
    summary: "libjpeg-turbo in WebAssembly",
    formats: ["jpeg"],
    sandbox: "none",
    load: async () => (await import("./jpeg_turbo.ts")).openJpegTurbo(),
  },
  {
    name: "squoosh-png",
    summary: "the Rust png crate in WebAssembly",
    formats: ["png"],
    sandbox: "none",
    load: async () => (await import("./squoosh_png.ts")).openSquooshPng(),
  },
  {
    name: "imagescript",
    summary: "imagescript, partly native code: needs read, env and ffi permission",
    formats: ["jpeg", "png"],
    sandbox: "native",
    load: async (format) => (await import("./imagescript.ts")).openImagescript(format),
  },
];

const opened = new Map<string, Promise<Codec>>();

/** The provider of this name. */
export function findProvider(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}

/**
 * The named provider for a format, or the default one.
 *
 * @throws {InputError} `bad_option` when there is no such provider, or it does not know the format
 */
export function providerFor(format: Format, name?: string): Provider {
  const provider = name === undefined
    ? PROVIDERS.find((candidate) => candidate.formats.includes(format))
    : findProvider(name);
  if (provider?.formats.includes(format)) return provider;
  const names = PROVIDERS.map((candidate) => candidate.name);
  throw new InputError(
    "bad_option",
    provider === undefined
      ? `Cannot use codec '${name}' as there is no such provider${
        didYouMean(name ?? "", names)
      }: ` +
        `providers are ${names.join(", ")}`
      : `Cannot use codec '${provider.name}' as it does not know ${format}: it knows ` +
        provider.formats.join(", "),
  );
}

/**
 * The codec of a format, opened once in each thread.
 *
 * @throws {InputError} `bad_option` when there is no such provider, it does not know the format, or its
 * native code cannot be loaded here
 */
export function codecFor(format: Format, providerName?: string): Promise<Codec> {
  const provider = providerFor(format, providerName);
  const key = `${provider.name}/${format}`;
  let codec = opened.get(key);
  if (codec === undefined) {
    codec = open(provider, format);
    opened.set(key, codec);
  }
  return codec;
}

async function open(provider: Provider, format: Format): Promise<Codec> {
  try {
    return await provider.load(format);
  } catch (cause) {
    if (provider.sandbox === "none") throw cause;
    throw new InputError(
      "bad_option",
      `Cannot use codec '${provider.name}' as its native code cannot be loaded: ` +
        "it needs read, env and ffi permission and a platform that it supports",
      { cause },
    );
  }
}
