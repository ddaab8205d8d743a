/** What a header says of a picture. @module */
import type { Size } from "../image/rgba_image.ts";
import type { Format } from "./codec.ts";

/** What the header says. */
export interface ImageInfo extends Size {
  /** By content. */
  readonly format: Format;
  /** EXIF orientation, 1 to 8; width and height are as stored. */
  readonly orientation: number;
  /** Pictures in the file; only the default one is read. */
  readonly frames: number;
  /** Passes over the picture (progressive JPEG); 1 for PNG. */
  readonly scans: number;
  /** Whether any pixel may be transparent. */
  readonly hasAlpha: boolean;
  /** Sampling factors of a JPEG's components, for instance `2x2,1x1,1x1`. */
  readonly sampling?: string;
  /** Whether the colours of a JPEG are inks: CMYK, or YCCK. @default false */
  readonly cmyk?: boolean;
}
