/** What is refused before any pixel is decoded. @module */
import { LimitError } from "../errors.ts";
import type { Size } from "./rgba_image.ts";

/** Upper bounds on one picture. */
export interface Limits {
  /** Pixels, width times height. */
  readonly maxPixels: number;
  /** Pixels on the longer side. */
  readonly maxSide: number;
  /** Bytes of the encoded file. */
  readonly maxBytes: number;
  /** Scans of a progressive JPEG: each one costs a pass over the picture. */
  readonly maxScans: number;
}

/** @throws {LimitError} `too_many_bytes` */
export function checkBytes(bytes: number, limits: Limits): void {
  if (bytes > limits.maxBytes) {
    throw new LimitError(
      "too_many_bytes",
      `Cannot accept image as ${bytes} bytes exceed the limit of ${limits.maxBytes} bytes`,
    );
  }
}

/**
 * @param what the picture is, for the message
 * @throws {LimitError} `too_many_pixels`
 */
export function checkSize(size: Size, limits: Limits, what: "image" | "result" = "image"): void {
  const { width, height } = size;
  if (width > limits.maxSide || height > limits.maxSide) {
    throw new LimitError(
      "too_many_pixels",
      `Cannot accept ${what} as ${width}x${height} exceeds the limit of ${limits.maxSide} pixels a side`,
    );
  }
  if (width * height > limits.maxPixels) {
    throw new LimitError(
      "too_many_pixels",
      `Cannot accept ${what} as ${width}x${height} exceeds the limit of ${limits.maxPixels} pixels`,
    );
  }
}

/** @throws {LimitError} `too_many_frames` */
export function checkScans(scans: number, limits: Limits): void {
  if (scans > limits.maxScans) {
    throw new LimitError(
      "too_many_frames",
      `Cannot accept JPEG as ${scans} scans exceed the limit of ${limits.maxScans} scans`,
    );
  }
}
