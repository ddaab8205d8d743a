/** Numbers out of the fields of a TIFF directory (TIFF 6.0, section 2 and appendix A). @module */
import {
  findEntry,
  type TiffBlock,
  type TiffDirectory,
  type TiffEntry,
} from "../metadata/tiff_directory.ts";

/** The tags that are looked at. */
export const TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  faxOptions: 292,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  inkSet: 332,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  lumaWeights: 529,
  subsampling: 530,
  referenceBlackWhite: 532,
} as const;

/** Bytes of a number by type. */
const NUMBER_BYTES: Record<number, number> = { 1: 1, 3: 2, 4: 4, 5: 8, 11: 4, 12: 8, 13: 4 };

/** Fields of one directory by their tags. */
export class TiffTags {
  readonly #block: TiffBlock;
  readonly #directory: TiffDirectory;

  /** Of a directory in a block. */
  constructor(block: TiffBlock, directory: TiffDirectory) {
    this.#block = block;
    this.#directory = directory;
  }

  /** The numbers of a field, but no more than `most`; `undefined` where it is missing or holds something else. */
  list(tag: number, most: number): number[] | undefined {
    const entry = findEntry(this.#directory, tag);
    if (entry === undefined) return undefined;
    const type = this.#typeOf(entry);
    const bytes = NUMBER_BYTES[type];
    if (bytes === undefined) return undefined;
    const length = Math.min(most, Math.floor(entry.valueBytes / bytes));
    return Array.from({ length }, (_, i) => this.#read(type, entry.valueAt + i * bytes));
  }

  /** The first number of a field, or the default that the format knows. */
  first<T extends number | undefined>(tag: number, otherwise: T): number | T {
    return this.list(tag, 1)?.[0] ?? otherwise;
  }

  /** What a field holds; a view into the file. */
  bytes(tag: number): Uint8Array | undefined {
    const entry = findEntry(this.#directory, tag);
    if (entry === undefined) return undefined;
    const { buffer, byteOffset } = this.#block.view;
    return new Uint8Array(buffer, byteOffset + entry.valueAt, entry.valueBytes);
  }

  #typeOf({ at }: TiffEntry): number {
    return this.#block.view.getUint16(at + 2, this.#block.little);
  }

  #read(type: number, at: number): number {
    const { view, little } = this.#block;
    switch (type) {
      case 1:
        return view.getUint8(at);
      case 3:
        return view.getUint16(at, little);
      case 5:
        return view.getUint32(at, little) / view.getUint32(at + 4, little);
      case 11:
        return view.getFloat32(at, little);
      case 12:
        return view.getFloat64(at, little);
      default:
        return view.getUint32(at, little);
    }
  }
}
