/**
 * JPEG decoded to a half, a quarter or an eighth of its size by libjpeg-turbo, whose inverse transform gives
 * fewer samples for each block; needs no permission.
 *
 * The library of full-size JPEG hides this from its callers; here the functions themselves are called.
 *
 * @module
 */
import { takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import { type Shrink, shrunkSize } from "../image/shrink.ts";
import { checkDecodedSize } from "./damaged.ts";
import type { ImageInfo } from "./image_info.ts";
import wasm from "./jpeg_shrink_wasm.js";

/** The exports that are used; pointers are byte offsets into `memory`, results are 0 for success. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
  tjInitDecompress(): number;
  tjDestroy(handle: number): number;
  tjDecompressHeader3(
    handle: number,
    jpeg: number,
    length: number,
    width: number,
    height: number,
    sampling: number,
    colours: number,
  ): number;
  tjDecompress2(
    handle: number,
    jpeg: number,
    length: number,
    target: number,
    width: number,
    pitch: number,
    height: number,
    pixelFormat: number,
    flags: number,
  ): number;
}

/** libjpeg-turbo's number for red, green, blue, alpha, with alpha 255. */
const RGBA = 7;

/** One instance of the library. Throw it away after it has thrown: it leaves by a long jump that nobody cleans up. */
export class JpegShrinker {
  readonly #exports: Exports;

  /** Starts the library. */
  constructor() {
    const { exports } = new WebAssembly.Instance(wasm, imports());
    this.#exports = exports as unknown as Exports;
  }

  /**
   * Decodes.
   *
   * @throws {DecodeError} when the size differs from that of the header
   * @throws {Error} when the library gives up, or warns
   */
  decode(bytes: Uint8Array, info: ImageInfo, shrink: Shrink): RgbaImage {
    const library = this.#exports;
    const { width, height } = shrunkSize(info, shrink);
    const jpeg = this.#room(bytes.length);
    new Uint8Array(library.memory.buffer, jpeg, bytes.length).set(bytes);
    const handle = library.tjInitDecompress();
    this.#checkHeader(handle, jpeg, bytes.length, info);
    const size = width * height * 4;
    const target = this.#room(size);
    succeed(
      library.tjDecompress2(
        ...[handle, jpeg, bytes.length, target, width, width * 4, height, RGBA, 0] as const,
      ),
    );
    const image = takeImage(width, height);
    image.data.set(new Uint8Array(library.memory.buffer, target, size));
    library.tjDestroy(handle);
    library.free(jpeg);
    library.free(target);
    return image;
  }

  /** What was checked against limits must be what is decoded. */
  #checkHeader(handle: number, jpeg: number, length: number, info: ImageInfo): void {
    const library = this.#exports;
    const header = this.#room(16);
    succeed(
      library.tjDecompressHeader3(
        ...[handle, jpeg, length, header, header + 4, header + 8, header + 12] as const,
      ),
    );
    const [width, height] = new Int32Array(library.memory.buffer, header, 2);
    library.free(header);
    checkDecodedSize("JPEG", info, { width, height });
  }

  #room(bytes: number): number {
    const pointer = this.#exports.malloc(bytes);
    if (pointer === 0) throw new Error("The decoder is out of memory");
    return pointer;
  }
}

function succeed(status: number): void {
  if (status !== 0) throw new Error("The decoder gave up");
}

/** What the library may call. It touches no file: these are what its C library would need for one. */
function imports(): WebAssembly.Imports {
  const unused = (): never => {
    throw new Error("The decoder asked for something that memory alone does not need");
  };
  return {
    env: {
      setjmp: () => 0,
      longjmp: () => {
        throw new Error("The decoder gave up");
      },
    },
    wasi_snapshot_preview1: {
      environ_sizes_get: () => 0,
      environ_get: unused,
      proc_exit: unused,
      fd_close: unused,
      fd_seek: unused,
      fd_write: unused,
    },
  };
}
