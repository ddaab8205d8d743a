/** JPEG by libjpeg-turbo, compiled to WebAssembly; needs no permission. @module */
import createModule from "@cornerstonejs/codec-libjpeg-turbo-8bit";
import { DecodeError } from "../errors.ts";
import { takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec, EncodeOptions } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { startEmscripten } from "./emscripten.ts";
import { qualityOf } from "./encode_options.ts";
import { expandInto, flattenInto } from "./flatten.ts";
import { FreshInstance } from "./fresh_instance.ts";
import compiled from "./jpeg_turbo_wasm.js";
import { essentialJpeg } from "./jpeg_segments.ts";
import type { ImageInfo } from "./image_info.ts";
import { sniff } from "./sniff.ts";

interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
}

/** The classes of the library; buffers are views into its memory. */
interface Decoder {
  getEncodedBuffer(bytes: number): Uint8Array;
  decode(): void;
  getFrameInfo(): FrameInfo;
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}

interface Encoder {
  getDecodedBuffer(info: FrameInfo & { readonly isUsingColorTransform: boolean }): Uint8Array;
  setQuality(quality: number): void;
  setProgressive(progressive: boolean): void;
  setSubSampling(mode: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}

interface TurboModule {
  readonly JPEGDecoder: new () => Decoder;
  readonly JPEGEncoder: new () => Encoder;
}

/** libjpeg-turbo's number for 4:2:0 chroma. */
const CHROMA_420 = 2;

/** Grey, 4:4:4, 4:2:2, 4:2:0, 4:4:0, 4:1:1, 4:4:1: what libjpeg-turbo's simple interface decodes. */
const SAMPLINGS =
  /^(\dx\d|([124]x1|1x[124]|2x2),1x1,1x1|2x2,(2x2,2x2|1x2,1x2|2x1,2x1)|2x1,2x1,2x1|1x2,1x2,1x2)$/;

/** Opens the codec. */
export function openJpegTurbo(): Codec {
  const library = new FreshInstance(() => startEmscripten<TurboModule>(createModule, compiled));
  const shrinker = new FreshInstance(async () =>
    new (await import("./jpeg_shrink.ts")).JpegShrinker()
  );
  return {
    format: "jpeg",
    async decode(bytes, { shrink = 1 } = {}) {
      const info = sniff(bytes);
      if (info.cmyk) return (await import("./jpeg_cmyk.ts")).decodeCmykJpeg(bytes, info);
      checkSampling(info);
      try {
        if (shrink > 1) {
          return await shrinker.use((library) =>
            library.decode(essentialJpeg(bytes), info, shrink)
          );
        }
        return await library.use((module) => decode(module, info, essentialJpeg(bytes)));
      } catch (error) {
        throw damaged("JPEG", error);
      }
    },
    async encode(image, options) {
      try {
        return await library.use((module) => encode(module, image, options));
      } catch (error) {
        throw gaveUp("JPEG", error);
      }
    },
  };
}

function decode(module: TurboModule, info: ImageInfo, bytes: Uint8Array): RgbaImage {
  const decoder = new module.JPEGDecoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, componentCount } = decoder.getFrameInfo();
    checkDecodedSize("JPEG", info, { width, height });
    const samples = decoder.getDecodedBuffer();
    checkSampleCount("JPEG", width * height * componentCount, samples.length);
    const image = takeImage(width, height);
    expandInto(samples, image);
    return image;
  } finally {
    decoder.delete();
  }
}

/** @throws {DecodeError} `unsupported_format` for a sampling that the library does not know */
function checkSampling({ sampling }: ImageInfo): void {
  if (sampling === undefined || SAMPLINGS.test(sampling)) return;
  throw new DecodeError(
    "unsupported_format",
    `Cannot decode JPEG as its chroma sampling is not read: current value is ${sampling}`,
  );
}

function encode(module: TurboModule, image: RgbaImage, options: EncodeOptions): Uint8Array {
  const { width, height } = image;
  const encoder = new module.JPEGEncoder();
  try {
    const pixels = encoder.getDecodedBuffer({
      width,
      height,
      ...roomFor(width, height),
      isSigned: false,
      isUsingColorTransform: true,
    });
    flattenInto(image, options.background, pixels);
    encoder.setQuality(qualityOf("jpeg", options));
    encoder.setProgressive(options.progressive ?? false);
    encoder.setSubSampling(CHROMA_420);
    encoder.encode();
    return new Uint8Array(encoder.getEncodedBuffer());
  } finally {
    encoder.delete();
  }
}

/**
 * The encoder writes into a buffer of the size of its input, without looking for the end: headers alone
 * are longer than a small picture. What it is told about samples decides that size and nothing else (any
 * number of components but one is read as RGB), so that it is told of as many as libjpeg-turbo asks for
 * (`tjBufSize` for 4:2:0). Both numbers must fit a byte.
 */
function roomFor(
  width: number,
  height: number,
): Pick<FrameInfo, "bitsPerSample" | "componentCount"> {
  const mostBytes = 3 * padded(width) * padded(height) + 2048;
  const perPixel = Math.ceil(mostBytes / (width * height));
  const perSample = Math.ceil(perPixel / 255);
  return { bitsPerSample: 8 * perSample, componentCount: Math.ceil(perPixel / perSample) };
}

/** A side in whole blocks of 4:2:0. */
function padded(side: number): number {
  return Math.ceil(side / 16) * 16;
}
