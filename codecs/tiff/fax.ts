/** Fax compression: rows of Huffman codes, Group 3 and Group 4 (ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11). @module */
import { corrupt, unsupported } from "../unreadable.ts";
import { FaxBits } from "./fax_bits.ts";
import { BLACK_RUNS, MODE_TABLE, MODES, WHITE_RUNS } from "./fax_codes.ts";

/** What a piece is. */
export interface FaxShape {
  /** Pixels of a row, rows, and bytes of a row of the result. */
  readonly width: number;
  readonly rows: number;
  readonly rowBytes: number;
  /** Rows by themselves without end marks; with end marks; each by the one above it. */
  readonly kind: "fax_rows" | "fax_3" | "fax_4";
  /** The options of Group 3: bit 0, rows may be described by the one above; bit 1, uncompressed parts. */
  readonly options: number;
}

/**
 * Rows of one bit a pixel; 1 is black.
 *
 * @throws {DecodeError} `truncated_image`, `corrupt_image`, or `unsupported_format` for uncompressed parts
 */
export function faxDecode(data: Uint8Array, shape: FaxShape): Uint8Array {
  const { width, rows, rowBytes, kind, options } = shape;
  if (kind === "fax_3" && (options & 2) !== 0) {
    throw unsupported("tiff", "uncompressed parts in fax compression are not read");
  }
  const out = new Uint8Array(rows * rowBytes);
  const bits = new FaxBits(data);
  let above = new ChangingPixels(width);
  let row = new ChangingPixels(width);
  for (let y = 0; y < rows; y++) {
    row.clear();
    if (kind === "fax_rows") bits.toByte();
    const alone = kind === "fax_rows" || (kind === "fax_3" && startsAlone(bits, options));
    if (alone) readAlone(bits, row);
    else readByAbove(bits, above, row);
    row.paint(out, y * rowBytes);
    [above, row] = [row, above];
  }
  return out;
}

/** Passes the mark between rows of Group 3, and the bit behind it that says how the row is described. */
function startsAlone(bits: FaxBits, options: number): boolean {
  const marked = bits.skipRowMark();
  if ((options & 1) === 0) return true;
  if (!marked) throw corrupt("tiff", "a mark between rows is missing in its fax compression");
  return bits.take(1) === 1;
}

/** Runs of white and black in turn. */
function readAlone(bits: FaxBits, row: ChangingPixels): void {
  let [at, black] = [0, false];
  while (at < row.width) {
    at += readRun(bits, black);
    row.add(at);
    black = !black;
  }
}

function readRun(bits: FaxBits, black: boolean): number {
  let total = 0;
  while (true) {
    const run = bits.code(black ? BLACK_RUNS : WHITE_RUNS);
    total += run;
    if (run < 64) return total;
  }
}

/** Each change of colour by its distance to one of the row above; letters as in T.6. */
function readByAbove(bits: FaxBits, above: ChangingPixels, row: ChangingPixels): void {
  let [a0, black] = [-1, false];
  while (a0 < row.width) {
    const mode = bits.code(MODE_TABLE);
    const b1 = above.changeAfter(a0, black);
    if (mode === MODES.pass) {
      a0 = above.changeAfter(b1, !black);
    } else if (mode === MODES.horizontal) {
      const a1 = Math.max(a0, 0) + readRun(bits, black);
      row.add(a1);
      a0 = a1 + readRun(bits, !black);
      row.add(a0);
    } else {
      const a1 = b1 + mode;
      if (a1 < Math.max(a0, 0)) throw corrupt("tiff", "its fax compression goes back");
      row.add(a1);
      a0 = a1;
      black = !black;
    }
  }
}

/** Where the colour of a row changes: first to black, then to white, and so on. */
class ChangingPixels {
  readonly width: number;
  readonly #places: Int32Array;
  #count = 0;
  #seen = 0;

  constructor(width: number) {
    this.width = width;
    // Each change lies behind the one before it; the last may lie behind the last pixel.
    this.#places = new Int32Array(width + 1);
  }

  clear(): void {
    this.#count = 0;
    this.#seen = 0;
  }

  /** Two changes at one place are none. */
  add(place: number): void {
    const end = Math.min(place, this.width);
    if (this.#count > 0 && this.#places[this.#count - 1] === end) this.#count--;
    else this.#places[this.#count++] = end;
  }

  /** The first change behind a place that leads away from the given colour, or the end of the row. */
  changeAfter(place: number, black: boolean): number {
    // Places asked for only grow within a row, but for a step or two.
    let i = Math.max(0, this.#seen - 2);
    i += (i & 1) === (black ? 1 : 0) ? 0 : 1;
    while (i < this.#count && this.#places[i] <= place) i += 2;
    this.#seen = i;
    return i < this.#count ? this.#places[i] : this.width;
  }

  paint(out: Uint8Array, start: number): void {
    for (let i = 0; i < this.#count; i += 2) {
      const end = i + 1 < this.#count ? this.#places[i + 1] : this.width;
      fillBits(out, start * 8 + this.#places[i], start * 8 + end);
    }
  }
}

function fillBits(out: Uint8Array, from: number, to: number): void {
  let at = from;
  for (; at < to && (at & 7) !== 0; at++) out[at >> 3] |= 0x80 >> (at & 7);
  const whole = to >> 3;
  if (at >> 3 < whole) {
    out.fill(255, at >> 3, whole);
    at = whole * 8;
  }
  for (; at < to; at++) out[at >> 3] |= 0x80 >> (at & 7);
}
