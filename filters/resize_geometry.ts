/** Where the source goes on the target, by fit. Pure arithmetic on sizes. @module */
import type { Size } from "../image/rgba_image.ts";

/** How a picture is fitted into a width and a height; the words and meanings of sharp. */
export type Fit = "cover" | "contain" | "fill" | "inside" | "outside";

/** What a user asked of a resize. */
export interface ResizeRequest {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly scale: number | undefined;
  readonly fit: Fit;
  readonly enlarge: boolean;
}

/** A part of the source, the size it is drawn at, and the canvas it lies on. */
export interface ResizeGeometry {
  readonly left: number;
  readonly top: number;
  readonly spanX: number;
  readonly spanY: number;
  readonly drawn: Size;
  readonly canvas: Size;
}

/** @param source at least 1x1; the request names at least one of width, height and scale */
export function resizeGeometry(source: Size, request: ResizeRequest): ResizeGeometry {
  const { width, height, scale, enlarge } = request;
  if (width === undefined || height === undefined) {
    const wanted = scale ??
      (width === undefined ? ratio(height, source.height) : width / source.width);
    return whole(scaled(source, enlarge ? wanted : Math.min(1, wanted)));
  }
  const byWidth = width / source.width;
  const byHeight = height / source.height;
  const canvas = { width, height };
  switch (request.fit) {
    case "fill":
      return whole(enlarge ? canvas : smaller(canvas, source));
    case "inside":
    case "outside":
    case "contain": {
      const outside = request.fit === "outside";
      const wanted = outside ? Math.max(byWidth, byHeight) : Math.min(byWidth, byHeight);
      const factor = enlarge ? wanted : Math.min(1, wanted);
      const drawn = whole(scaled(source, factor));
      return request.fit === "contain" ? { ...drawn, canvas } : drawn;
    }
    case "cover":
      return cover(source, enlarge ? canvas : smaller(canvas, source));
    default:
      return request.fit satisfies never;
  }

  function whole(drawn: Size): ResizeGeometry {
    return { left: 0, top: 0, spanX: source.width, spanY: source.height, drawn, canvas: drawn };
  }
}

/** Fills the canvas and cuts off equally on both sides what does not fit. */
function cover(source: Size, canvas: Size): ResizeGeometry {
  const factor = Math.max(canvas.width / source.width, canvas.height / source.height);
  const spanX = Math.min(source.width, canvas.width / factor);
  const spanY = Math.min(source.height, canvas.height / factor);
  let left = (source.width - spanX) / 2;
  let top = (source.height - spanY) / 2;
  if (factor === 1) {
    // A plain crop moves pixels and blends none.
    left = Math.floor(left);
    top = Math.floor(top);
  }
  return { left, top, spanX, spanY, drawn: canvas, canvas };
}

function scaled(source: Size, factor: number): Size {
  return {
    width: Math.max(1, Math.round(source.width * factor)),
    height: Math.max(1, Math.round(source.height * factor)),
  };
}

function smaller(canvas: Size, source: Size): Size {
  return {
    width: Math.min(canvas.width, source.width),
    height: Math.min(canvas.height, source.height),
  };
}

function ratio(part: number | undefined, whole: number): number {
  return part === undefined ? 1 : part / whole;
}
