/** Turns and mirrors a picture so that it stands upright. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { OrientStage } from "../stage.ts";

/** How target coordinates walk through the source words. */
interface Walk {
  readonly origin: number;
  readonly right: number;
  readonly down: number;
}

/** Border: none. Alpha: moves with its pixel. The cases are those of EXIF 2.3, tag 274. */
export function orient(stage: OrientStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { origin, right, down } = walk(stage.orientation, source.width, source.height);
  const { width } = target;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      let at = origin + y * down;
      for (let i = y * width; i < (y + 1) * width; i++) {
        to[i] = from[at];
        at += right;
      }
    }
  };
}

function walk(orientation: number, width: number, height: number): Walk {
  const lastColumn = width - 1;
  const lastRow = (height - 1) * width;
  switch (orientation) {
    case 2:
      return { origin: lastColumn, right: -1, down: width };
    case 3:
      return { origin: lastRow + lastColumn, right: -1, down: -width };
    case 4:
      return { origin: lastRow, right: 1, down: -width };
    case 5:
      return { origin: 0, right: width, down: 1 };
    case 6:
      return { origin: lastRow, right: -width, down: 1 };
    case 7:
      return { origin: lastRow + lastColumn, right: -width, down: -1 };
    case 8:
      return { origin: lastColumn, right: width, down: -1 };
    default:
      return { origin: 0, right: 1, down: width };
  }
}
