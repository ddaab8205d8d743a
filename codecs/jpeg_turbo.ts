/** JPEG by libjpeg-turbo, compiled to WebAssembly; needs no permission. @module */
import createModule from "@cornerstonejs/codec-libjpeg-turbo-8bit";
import { DecodeError } from "../errors.ts";
import { takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec, EncodeOptions } from "./codec.ts";
import { checkDecodedSize, damaged } from "./damaged.ts";
import { expandInto, flattenInto } from "./flatten.ts";
import wasm from "./jpeg_turbo_wasm.js";
import { essentialJpeg } from "./jpeg_segments.ts";
import { type ImageInfo, sniff } from "./sniff.ts";

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
  const compiled = new WebAssembly.Module(wasm);
  let instance: Promise<TurboModule> | undefined;

  /** Runs `work`; an instance that threw is thrown away, since its memory is in an unknown state. */
  async function use<T>(work: (module: TurboModule) => T): Promise<T> {
    instance ??= instantiate(compiled);
    const module = await instance;
    try {
      return work(module);
    } catch (error) {
      instance = undefined;
      throw error;
    }
  }

  return {
    format: "jpeg",
    async decode(bytes) {
      try {
        return await use((module) => decode(module, bytes));
      } catch (error) {
        throw damaged("JPEG", error);
      }
    },
    encode: (image, options) => use((module) => encode(module, image, options)),
  };
}

function instantiate(compiled: WebAssembly.Module): Promise<TurboModule> {
  const silent = (): void => {};
  return createModule({
    print: silent,
    printErr: silent,
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const created = new WebAssembly.Instance(compiled, imports);
      done(created);
      return created.exports;
    },
  }) as Promise<TurboModule>;
}

function decode(module: TurboModule, bytes: Uint8Array): RgbaImage {
  const decoder = new module.JPEGDecoder();
  try {
    const info = sniff(bytes);
    checkSampling(info);
    const essential = essentialJpeg(bytes);
    decoder.getEncodedBuffer(essential.length).set(essential);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    checkDecodedSize("JPEG", info, frame);
    const image = takeImage(frame.width, frame.height);
    expandInto(decoder.getDecodedBuffer(), image);
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
      bitsPerSample: 8,
      componentCount: 3,
      isSigned: false,
      isUsingColorTransform: true,
    });
    flattenInto(image, options.background, pixels);
    encoder.setQuality(options.quality);
    encoder.setProgressive(false);
    encoder.setSubSampling(CHROMA_420);
    encoder.encode();
    return new Uint8Array(encoder.getEncodedBuffer());
  } finally {
    encoder.delete();
  }
}
