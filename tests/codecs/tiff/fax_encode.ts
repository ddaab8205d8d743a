/** A plain fax encoder after the tables of ITU-T T.4 and T.6, for tests of the decoder. @module */
import {
  BLACK_RUNS,
  CODE_BITS,
  type CodeTable,
  WHITE_RUNS,
} from "../../../codecs/tiff/fax_codes.ts";

/** One row; `true` is black. */
export type FaxRow = readonly boolean[];

const BLACK_CODES = codesOf(BLACK_RUNS);
const WHITE_CODES = codesOf(WHITE_RUNS);
const VERTICAL = new Map<number, string>([
  ...[[-3, "0000010"], [-2, "000010"], [-1, "010"], [0, "1"]] as const,
  ...[[1, "011"], [2, "000011"], [3, "0000011"]] as const,
]);
const ROW_MARK = "000000000001";

/** Each row by the one above it. */
export function encodeGroup4(rows: readonly FaxRow[]): Uint8Array {
  return toBytes(rows.map((row, y) => byAbove(row, rows[y - 1] ?? row.map(() => false))).join(""));
}

/** Marked rows; every other one by the one above it when `mixed`. */
export function encodeGroup3(rows: readonly FaxRow[], mixed: boolean): Uint8Array {
  return toBytes(
    rows.map((row, y) => {
      const above = mixed && y % 2 === 1 ? rows[y - 1] : undefined;
      const tag = mixed ? (above === undefined ? "1" : "0") : "";
      return ROW_MARK + tag + (above === undefined ? alone(row) : byAbove(row, above));
    }).join(""),
  );
}

/** Rows on whole bytes, without marks. */
export function encodeRows(rows: readonly FaxRow[]): Uint8Array {
  return toBytes(rows.map((row) => pad(alone(row))).join(""));
}

function alone(row: FaxRow): string {
  let [bits, at, black] = ["", 0, false];
  while (at < row.length) {
    const end = changeFrom(row, at, black);
    bits += runCode(end - at, black);
    [at, black] = [end, !black];
  }
  return bits;
}

/** The procedure of T.6, section 2.2.5, with its own letters. */
function byAbove(row: FaxRow, above: FaxRow): string {
  let [bits, a0, black] = ["", -1, false];
  while (a0 < row.length) {
    const a1 = changeFrom(row, Math.max(a0, 0), black);
    const b1 = changingPixel(above, a0, black);
    const b2 = changeFrom(above, b1, !black);
    if (b2 < a1) {
      bits += "0001";
      a0 = b2;
    } else if (Math.abs(a1 - b1) <= 3) {
      bits += VERTICAL.get(a1 - b1);
      [a0, black] = [a1, !black];
    } else {
      const a2 = changeFrom(row, a1, !black);
      bits += `001${runCode(a1 - Math.max(a0, 0), black)}${runCode(a2 - a1, !black)}`;
      a0 = a2;
    }
  }
  return bits;
}

/** The first place from which the row is not of a colour. */
function changeFrom(row: FaxRow, from: number, black: boolean): number {
  let at = from;
  while (at < row.length && row[at] === black) at++;
  return at;
}

/** The first pixel right of a place that differs from its left neighbour and from a colour. */
function changingPixel(row: FaxRow, place: number, black: boolean): number {
  let at = place + 1;
  while (at < row.length && !(row[at] !== black && (row[at - 1] ?? false) === black)) at++;
  return at;
}

function runCode(length: number, black: boolean): string {
  const codes = black ? BLACK_CODES : WHITE_CODES;
  let [bits, rest] = ["", length];
  for (; rest >= 2624; rest -= 2560) bits += codes.get(2560);
  if (rest >= 64) bits += codes.get(rest - rest % 64);
  return bits + codes.get(rest % 64);
}

function codesOf(table: CodeTable): Map<number, string> {
  const codes = new Map<number, string>();
  table.forEach((entry, index) => {
    const length = entry & 15;
    if (length > 0) {
      codes.set(entry >> 4, (index >> (CODE_BITS - length)).toString(2).padStart(length, "0"));
    }
  });
  return codes;
}

function pad(bits: string): string {
  return bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
}

function toBytes(bits: string): Uint8Array {
  const whole = pad(bits);
  return Uint8Array.from(
    { length: whole.length / 8 },
    (_, i) => parseInt(whole.slice(8 * i, 8 * i + 8), 2),
  );
}
