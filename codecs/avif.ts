/** AVIF by libavif and libaom, compiled to WebAssembly; needs no permission. @module */
import type { RgbaImage } from "../image/rgba_image.ts";
import { type AvifConfig, avifConfig } from "./avif_options.ts";
import type { Codec } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { type EmscriptenFactory, startEmscripten } from "./emscripten.ts";
import { FreshInstance } from "./fresh_instance.ts";
import type { ImageInfo } from "./image_info.ts";
import { MemoryBound } from "./memory_bound.ts";
import { sniff } from "./sniff.ts";

interface DecoderLibrary {
  /** `null` when the library gives up. */
  decode(bytes: Uint8Array, bitDepth: 8): RgbaImage | null;
}

interface EncoderLibrary {
  /** `null` when the library gives up. */
  encode(
    pixels: Uint8Array,
    width: number,
    height: number,
    config: AvifConfig,
  ): Uint8Array | null;
}

/** Opens the codec; each direction is loaded with its first picture. */
export function openAvif(): Codec {
  const decoder = new FreshInstance(openDecoder);
  const encoder = new FreshInstance(openEncoder);
  return {
    format: "avif",
    async decode(bytes) {
      const info = sniff(bytes);
      try {
        return await decoder.use(({ library, bound }) => {
          bound.most = mostBytes(info);
          return decode(library, info, bytes);
        });
      } catch (error) {
        throw damaged("AVIF", error);
      }
    },
    async encode({ data, width, height }, options) {
      try {
        return await encoder.use((library) => {
          const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          const file = library.encode(pixels, width, height, avifConfig(options));
          if (file === null) throw new Error("The encoder gave no file");
          return file;
        });
      } catch (error) {
        throw gaveUp("AVIF", error);
      }
    },
  };
}

interface BoundDecoder {
  readonly library: DecoderLibrary;
  readonly bound: MemoryBound;
}

async function openDecoder(): Promise<BoundDecoder> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/avif/decoder"),
    import("./avif_decoder_wasm.js"),
  ]);
  const bound = new MemoryBound();
  const open = factory as EmscriptenFactory;
  return { library: await startEmscripten(open, compiled, bound), bound };
}

/** Without loss a pixel takes up to 200 bytes. */
const PIXEL_BYTES = 256;
/** Planes have borders of up to 288 samples on each side, and there are a few of them. */
const BORDER = 640;
const BORDER_BYTES = 16;
const FIXED_BYTES = 64 * 1024 * 1024;

/**
 * The size that was checked against limits stands beside the compressed data, which has a size of its own: where
 * that is a thousand times as large, the decoder must not get the memory for it.
 */
function mostBytes({ width, height }: ImageInfo): number {
  return FIXED_BYTES + PIXEL_BYTES * width * height +
    BORDER_BYTES * (width + BORDER) * (height + BORDER);
}

async function openEncoder(): Promise<EncoderLibrary> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/avif/encoder"),
    import("./avif_encoder_wasm.js"),
  ]);
  return await startEmscripten(factory as EmscriptenFactory, compiled);
}

function decode(library: DecoderLibrary, info: ImageInfo, bytes: Uint8Array): RgbaImage {
  const decoded = library.decode(bytes, 8);
  if (decoded === null) throw new Error("The decoder gave no picture");
  const { width, height, data } = decoded;
  checkDecodedSize("AVIF", info, decoded);
  checkSampleCount("AVIF", width * height * 4, data.length);
  // The library's picture belongs to a class of the web; a plain one crosses threads.
  return { width, height, data };
}
