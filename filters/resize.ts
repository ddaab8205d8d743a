/**
 * Changes the size. Border: replicate. Alpha: resampled; colours are weighted by it, so that invisible pixels
 * do not bleed.
 *
 * Half-pixel centres; the kernels and their sources are in `resample_weights.ts`. `nearest` takes the source
 * pixel at `floor(x * source / target)`, which is OpenCV's rule.
 *
 * @module
 */
import { DEFAULT_LIMITS } from "../config.ts";
import { checkSize } from "../image/limits.ts";
import type { ShrunkSource } from "../image/shrink.ts";
import type { Stage } from "../kernels/stage.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { boolean, choice, colour, integer, number, type ValuesOf } from "./param.ts";
import { type AxisMap, axisWeights } from "./resample_weights.ts";
import { type ResizeGeometry, resizeGeometry } from "./resize_geometry.ts";

const params = {
  width: integer({ min: 1, max: 30_000, unit: "pixels", description: "Target width" }),
  height: integer({ min: 1, max: 30_000, unit: "pixels", description: "Target height" }),
  scale: number({ min: 0.001, max: 100, description: "Factor for both sides, in place of a size" }),
  fit: choice({
    values: ["cover", "contain", "fill", "inside", "outside"],
    default: "cover",
    description:
      "What to do when width and height have another ratio than the picture: crop, pad, " +
      "stretch, stay inside, or reach outside",
  }),
  kernel: choice({
    values: ["nearest", "linear", "cubic", "catmull_rom", "mitchell", "lanczos3", "area"],
    default: "lanczos3",
    description: "How to rebuild between pixels; cubic is a = -0.75, catmull_rom a = -0.5",
  }),
  antialias: boolean({
    default: true,
    description: "Widen the kernel when shrinking; without it fine patterns alias",
  }),
  enlarge: boolean({
    default: true,
    description: "Whether the picture may be drawn larger than it is; contain pads instead",
  }),
  background: colour({
    default: [0, 0, 0, 0],
    description: "Colour of the padding of contain",
  }),
} as const;

type ResizeValues = ValuesOf<typeof params>;

/**
 * Weights are made for each row and column before a plan knows the size: those of a picture one pixel wide that
 * becomes 30,000 wide would end the process.
 */
const DRAWN_LIMITS = { ...DEFAULT_LIMITS, maxSide: 100_000, maxPixels: Infinity };

/** The `resize` filter. */
export const resize: Filter<typeof params> = defineFilter({
  name: "resize",
  kind: "geometry",
  summary: "Change the size, with the fit and kernel of your choice",
  border: "replicate",
  alpha: "resampled; colours are weighted by it",
  params,
  example: "resize:1600",
  check({ width, height, scale }) {
    if (width === undefined && height === undefined && scale === undefined) {
      return "it needs one of 'width', 'height' and 'scale'";
    }
    if (scale !== undefined && (width !== undefined || height !== undefined)) {
      return "'scale' stands in place of 'width' and 'height', not beside them";
    }
    return undefined;
  },
  shrinksBy(values, size) {
    // They promise particular samples of the picture itself, or an exact part of them.
    if (["nearest", "area"].includes(values.kernel) || !values.antialias) return 1;
    const { drawn, spanX, spanY } = resizeGeometry(size, values);
    return Math.min(spanX / drawn.width, spanY / drawn.height);
  },
  lower(values, size, shrunk = { ...size, shrink: 1, left: 0, top: 0 }) {
    const geometry = resizeGeometry(size, values);
    checkSize(geometry.drawn, DRAWN_LIMITS, "result");
    return [...drawStages(values, shrunk, geometry), ...canvasStages(values, geometry)];
  },
});

function drawStages(values: ResizeValues, source: ShrunkSource, geometry: ResizeGeometry): Stage[] {
  const { drawn, left, top, spanX, spanY } = geometry;
  const { shrink } = source;
  const across: AxisMap = {
    size: source.width,
    offset: (left + source.left) / shrink,
    span: spanX / shrink,
    target: drawn.width,
  };
  const down: AxisMap = {
    size: source.height,
    offset: (top + source.top) / shrink,
    span: spanY / shrink,
    target: drawn.height,
  };
  if (isIdentity(across) && isIdentity(down)) return [];
  if (values.kernel === "nearest" || (isCrop(across) && isCrop(down))) {
    return [{ kind: "nearest", columns: nearestIndices(across), rows: nearestIndices(down) }];
  }
  return [{
    kind: "resample",
    horizontal: axisWeights(across, values.kernel, values.antialias),
    vertical: axisWeights(down, values.kernel, values.antialias),
  }];
}

function canvasStages(values: ResizeValues, geometry: ResizeGeometry): Stage[] {
  const { drawn, canvas } = geometry;
  if (drawn.width === canvas.width && drawn.height === canvas.height) return [];
  return [{
    kind: "extend",
    left: Math.floor((canvas.width - drawn.width) / 2),
    top: Math.floor((canvas.height - drawn.height) / 2),
    width: canvas.width,
    height: canvas.height,
    background: values.background,
  }];
}

/** Whether pixels are only picked, so that no kernel is needed and hidden colours survive. */
function isCrop(map: AxisMap): boolean {
  return map.span === map.target && Number.isInteger(map.offset);
}

function isIdentity(map: AxisMap): boolean {
  return isCrop(map) && map.target === map.size;
}

function nearestIndices(map: AxisMap): Int32Array {
  const { offset, span, target, size } = map;
  return Int32Array.from(
    { length: target },
    (_, i) => Math.min(size - 1, Math.floor(offset + (i * span) / target)),
  );
}
