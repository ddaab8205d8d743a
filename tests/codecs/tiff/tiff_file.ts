/** Builds TIFF files from their fields and pieces. @module */

/** Short by itself, long above 65,535. */
export type Field = readonly [number, number | readonly number[] | Uint8Array];

/** One page. */
export interface TiffParts {
  readonly order?: "II" | "MM";
  readonly width: number;
  readonly height: number;
  /** Fields besides size and strips; a field that is named here replaces the usual one. */
  readonly fields?: readonly Field[];
  /** Strips or tiles. */
  readonly pieces: readonly (Uint8Array | readonly number[])[];
  /** Whether they are tiles; their size stands in `fields`. */
  readonly tiled?: boolean;
  /** Where the next directory is. @default 0 */
  readonly next?: number;
}

/**
 * A file whose directory comes last: grey, 8 bits, uncompressed, one strip, unless `fields` say otherwise.
 */
export function tiffFile(parts: TiffParts): Uint8Array {
  const { order = "II", width, height, fields = [], pieces, tiled = false, next = 0 } = parts;
  const little = order === "II";
  const chunks = pieces.map((piece) => Uint8Array.from(piece));
  let at = 8;
  const offsets = chunks.map(({ length }) => (at += length) - length);
  const lengths = chunks.map(({ length }) => length);
  const all = new Map<number, Field[1]>([
    ...[[256, width], [257, height], [258, 8], [259, 1], [262, 1]] as const,
    [tiled ? 324 : 273, offsets],
    [tiled ? 325 : 279, lengths],
    ...fields,
  ]);
  const file = new Uint8Array(at + 2 + 12 * all.size + 4 + apartBytes(all));
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(order));
  view.setUint16(2, 42, little);
  view.setUint32(4, at, little);
  chunks.forEach((chunk, i) => file.set(chunk, offsets[i]));
  writeDirectory(view, at, all, next, little);
  return file;
}

function writeDirectory(
  view: DataView,
  start: number,
  fields: ReadonlyMap<number, Field[1]>,
  next: number,
  little: boolean,
): void {
  view.setUint16(start, fields.size, little);
  let entry = start + 2;
  let apart = entry + 12 * fields.size + 4;
  view.setUint32(apart - 4, next, little);
  for (const [tag, value] of [...fields].sort(([a], [b]) => a - b)) {
    const { type, bytes, values } = encoding(value);
    const length = values.length * bytes;
    view.setUint16(entry, tag, little);
    view.setUint16(entry + 2, type, little);
    view.setUint32(entry + 4, values.length, little);
    if (length > 4) view.setUint32(entry + 8, apart, little);
    values.forEach((number, i) => {
      const at = (length > 4 ? apart : entry + 8) + i * bytes;
      if (bytes === 1) view.setUint8(at, number);
      else if (bytes === 2) view.setUint16(at, number, little);
      else view.setUint32(at, number, little);
    });
    if (length > 4) apart += length;
    entry += 12;
  }
}

function encoding(
  value: Field[1],
): { readonly type: number; readonly bytes: number; readonly values: readonly number[] } {
  if (value instanceof Uint8Array) return { type: 7, bytes: 1, values: [...value] };
  const values = typeof value === "number" ? [value] : value;
  return values.some((number) => number > 0xffff)
    ? { type: 4, bytes: 4, values }
    : { type: 3, bytes: 2, values };
}

function apartBytes(fields: ReadonlyMap<number, Field[1]>): number {
  return [...fields.values()].reduce<number>((sum, value) => {
    const { bytes, values } = encoding(value);
    return sum + (bytes * values.length > 4 ? bytes * values.length : 0);
  }, 0);
}
