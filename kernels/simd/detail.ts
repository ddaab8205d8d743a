/** Halo-free detail boost on luma. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { detail as referenceDetail } from "../reference/detail.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import type { DetailStage } from "../stage.ts";
import { inWorkshop, type Workshop } from "./workshop.ts";

/**
 * Border and alpha as the reference says. Rows near invisible pixels, which do not count as neighbours, are left to the
 * reference, and so are weights that no filter of ours has.
 */
export function detail(stage: DetailStage, source: RgbaImage, target: RgbaImage): RunRows {
  const range = rangeTables(stage.range);
  if (range === undefined || stage.spatial.some((weight) => weight > 128)) {
    return referenceDetail(stage, source, target);
  }
  const { radius } = stage;
  const { width, height } = source;
  let reference: RunRows | undefined;
  return inWorkshop(source, target, (workshop) => {
    const { boostRow } = workshop.kernels;
    const from = workshop.source(source, radius + 2);
    const to = workshop.target(target);
    const least = new Uint8Array(height);
    const lumas = lumaRows(workshop, source, radius, (y) => from.address(y), least);
    const disc = discOf(stage);
    const taps = workshop.words(disc.length);
    const spatial = workshop.put(spatialPairs(disc));
    const blocks = workshop.put(range);
    const count = range.length / 16 - 1;
    const strength = workshop.putFloats(stage.strength, stage.strength);
    function isVisible(y: number): boolean {
      const last = clampIndex(y + radius, height - 1);
      for (let near = clampIndex(y - radius, height - 1); near <= last; near++) {
        lumas(near);
        if (least[near] === 0) return false;
      }
      return true;
    }
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        if (!isVisible(y)) {
          to.end();
          reference ??= referenceDetail(stage, source, target);
          reference(y, y + 1);
          continue;
        }
        const { view } = taps;
        disc.forEach(({ row, column }, i) => view[i] = lumas(y + row) + column);
        boostRow(
          lumas(y),
          taps.address,
          spatial,
          disc.length >> 1,
          blocks,
          count,
          strength,
          from.address(y),
          to.address(y),
          width,
        );
      }
      to.end();
    };
  });
}

/** A neighbour that counts, relative to the centre. */
interface Neighbour {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
}

/** An even number of neighbours: a last one without weight, if need be. */
function discOf({ radius, spatial }: DetailStage): Neighbour[] {
  const side = 2 * radius + 1;
  const disc = [...spatial.keys()].filter((i) => spatial[i] > 0).map((i) => ({
    row: Math.floor(i / side) - radius,
    column: (i % side) - radius,
    weight: spatial[i],
  }));
  if (disc.length % 2 === 1) disc.push({ row: 0, column: 0, weight: 0 });
  return disc;
}

/** Four times both weights of each pair. */
function spatialPairs(disc: readonly Neighbour[]): Int16Array {
  return Int16Array.from(
    { length: disc.length * 4 },
    (_, i) => disc[(i >> 3) * 2 + (i & 1)].weight,
  );
}

/**
 * Tables of 16 weights up to the last one that is not 0, then sixteen times the largest difference that weighs 256,
 * which a byte does not hold. Undefined when there is no such difference, or when those that weigh 256 are not the
 * smallest ones.
 */
function rangeTables(range: Uint16Array): Uint8Array | undefined {
  const full = range.findLastIndex((weight) => weight >= 256);
  if (full < 0 || range.subarray(0, full + 1).some((weight) => weight !== 256)) return undefined;
  const blocks = Math.ceil((range.findLastIndex((weight) => weight > 0) + 1) / 16);
  const tables = new Uint8Array(blocks * 16 + 16).fill(full, blocks * 16);
  for (let i = 0; i < blocks * 16; i++) tables[i] = Math.min(255, range[i]);
  return tables;
}

/** Rows of luma as bytes, `radius` more of them at both ends; notes the least alpha of each row. */
function lumaRows(
  workshop: Workshop,
  { width, height }: RgbaImage,
  radius: number,
  address: (y: number) => number,
  least: Uint8Array,
): (y: number) => number {
  const { leastAlpha, lumaBytesRow, repeatByteEnds } = workshop.kernels;
  const before = 64;
  const stride = before + Math.ceil(width / 64) * 64 + 64;
  const base = workshop.take((2 * radius + 1) * stride) + before;
  const ring = new RowRing(2 * radius + 1, stride, (y, offset) => {
    const pixels = address(y);
    least[y] = leastAlpha(pixels, width);
    lumaBytesRow(pixels, base + offset, width);
    repeatByteEnds(base + offset, width, radius);
  });
  return (y) => base + ring.offset(clampIndex(y, height - 1));
}
