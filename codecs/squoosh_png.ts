/**
 * PNG by the Rust `png` crate, compiled to WebAssembly; needs no permission.
 *
 * The package's own loader keeps one instance for ever and copies pixels twice; this one can start afresh after
 * a trap and copies once.
 *
 * @module
 */
import { recycleImage, takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { clearGrey, lowDepthKey } from "./png_grey_key.ts";
import { checkPngChecksums } from "./png_checksums.ts";
import { essentialPng } from "./png_chunks.ts";
import { sniff } from "./sniff.ts";
import wasm from "./squoosh_png_wasm.js";

/** The exports that are used; pointers are byte offsets into `memory`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Takes over the bytes at `data`; hands the picture to `takePixels` and returns its handle. */
  decode(data: number, length: number): number;
  /** Takes over the pixels at `data`; writes pointer and length of the result to `result`. */
  encode(
    result: number,
    data: number,
    length: number,
    width: number,
    height: number,
    bitDepth: number,
  ): void;
  __wbindgen_malloc(bytes: number, align: number): number;
  __wbindgen_free(data: number, bytes: number, align: number): void;
  __wbindgen_add_to_stack_pointer(bytes: number): number;
}

/** Opens the codec. */
export function openSquooshPng(): Codec {
  let library: PngLibrary | undefined;

  /** Runs `work`; an instance that trapped is thrown away, since its memory is in an unknown state. */
  function use<T>(work: (library: PngLibrary) => T): T {
    library ??= new PngLibrary();
    try {
      return work(library);
    } catch (error) {
      library = undefined;
      throw error;
    }
  }

  return {
    format: "png",
    decode(bytes) {
      return attempt(() => {
        const info = sniff(bytes);
        checkPngChecksums(bytes);
        const key = lowDepthKey(bytes);
        // The library compares such a key with samples of another scale.
        const essential = essentialPng(bytes, key === undefined ? undefined : "tRNS");
        try {
          const image = use((png) => png.decode(essential));
          checkDecodedSize("PNG", info, image);
          if (key !== undefined) clearGrey(image, key);
          return image;
        } catch (error) {
          throw damaged("PNG", error);
        }
      });
    },
    encode(image) {
      return attempt(() => {
        try {
          return use((png) => png.encode(image));
        } catch (error) {
          throw gaveUp("PNG", error);
        }
      });
    },
  };
}

/** A promise also of what throws at once. */
function attempt<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}

class PngLibrary {
  readonly #exports: Exports;
  #decoded: RgbaImage | undefined;

  constructor() {
    const instance = new WebAssembly.Instance(wasm, { wbg: this.#imports() });
    this.#exports = instance.exports as unknown as Exports;
  }

  decode(bytes: Uint8Array): RgbaImage {
    this.#exports.decode(this.#copyIn(bytes), bytes.length);
    const image = this.#decoded;
    this.#decoded = undefined;
    if (image === undefined) throw new Error("The decoder gave no picture");
    return image;
  }

  encode(image: RgbaImage): Uint8Array {
    const { data, width, height } = image;
    const exports = this.#exports;
    const result = exports.__wbindgen_add_to_stack_pointer(-16);
    exports.encode(result, this.#copyIn(data), data.length, width, height, 8);
    const [pointer, length] = new Uint32Array(exports.memory.buffer, result, 2);
    const png = new Uint8Array(exports.memory.buffer, pointer, length).slice();
    exports.__wbindgen_free(pointer, length, 1);
    exports.__wbindgen_add_to_stack_pointer(16);
    return png;
  }

  #copyIn(bytes: Uint8Array | Uint8ClampedArray): number {
    const pointer = this.#exports.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }

  #takePixels(pointer: number, length: number, width: number, height: number): void {
    const { memory } = this.#exports;
    checkSampleCount("PNG", width * height * 4, length);
    if (this.#decoded !== undefined) recycleImage(this.#decoded);
    const image = takeImage(width, height);
    image.data.set(new Uint8Array(memory.buffer, pointer, length));
    this.#decoded = image;
    this.#exports.__wbindgen_free(pointer, length, 1);
  }

  /** Everything the library may call. Only the first is reached by 8-bit decoding and encoding. */
  #imports(): Record<string, (...args: number[]) => unknown> {
    const unused = (): never => {
      throw new Error("The decoder asked for something that 8-bit pictures do not need");
    };
    return {
      __wbg_newwithownedu8clampedarrayandsh_91db5987993a08fb: (pointer, length, width, height) => {
        this.#takePixels(pointer >>> 0, length >>> 0, width >>> 0, height >>> 0);
        return 0;
      },
      __wbindgen_throw: () => {
        throw new Error("The decoder gave up");
      },
      __wbindgen_memory: unused,
      __wbg_buffer_a448f833075b71ba: unused,
      __wbg_newwithbyteoffsetandlength_099217381c451830: unused,
      __wbindgen_object_drop_ref: unused,
    };
  }
}
