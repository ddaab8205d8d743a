/** Reads the boxes of an AVIF that say what its picture is (ISO/IEC 14496-12 and 23008-12). @module */
import type { Size } from "../image/rgba_image.ts";
import { type AvifProperty, readAvifItem } from "./avif_item.ts";
import type { ImageInfo } from "./image_info.ts";
import { findBox } from "./metadata/iso_boxes.ts";
import { corrupt, truncated } from "./unreadable.ts";

const ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/** EXIF orientation by turns of 90 degrees against the clock, and then: no mirror, top to bottom, left to right. */
const ORIENTATIONS = [[1, 4, 2], [8, 5, 7], [3, 2, 4], [6, 7, 5]];

/**
 * What the header of an AVIF says. Orientation comes from the turn and mirror that the picture itself carries;
 * its EXIF block is to be ignored there.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffAvif(bytes: Uint8Array): ImageInfo {
  const meta = findBox(bytes, "meta", 0, bytes.length);
  if (meta === undefined) throw truncated("avif", "its description is missing");
  const { properties, auxiliary } = readAvifItem(bytes, meta);
  return {
    ...{ format: "avif", ...sizeOf(properties), orientation: orientationOf(properties) },
    ...{ frames: sequenceLength(bytes), scans: 1 },
    hasAlpha: auxiliary.some((type) => type.startsWith(ALPHA)),
  };
}

function sizeOf(properties: readonly AvifProperty[]): Size {
  const extent = properties.find(({ type, data }) => type === "ispe" && data.length >= 12);
  if (extent === undefined) throw corrupt("avif", "its size is not in the header");
  const { data } = extent;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = view.getUint32(4);
  const height = view.getUint32(8);
  if (width === 0 || height === 0) throw corrupt("avif", `its size is ${width}x${height}`);
  return { width, height };
}

function orientationOf(properties: readonly AvifProperty[]): number {
  const turn = properties.find(({ type }) => type === "irot")?.data[0] ?? 0;
  const mirror = properties.find(({ type }) => type === "imir")?.data[0];
  return ORIENTATIONS[turn & 3][mirror === undefined ? 0 : 1 + (mirror & 1)];
}

/** Samples of the first track of an image sequence; 1 where there is none. */
function sequenceLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let box = findBox(bytes, "moov", 0, bytes.length);
  for (const type of ["trak", "mdia", "minf", "stbl", "stsz"]) {
    if (box !== undefined) box = findBox(bytes, type, box.content, box.end);
  }
  if (box === undefined || box.end - box.content < 12) return 1;
  return Math.max(1, view.getUint32(box.content + 8));
}
