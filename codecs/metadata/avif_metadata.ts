/** The ICC profile of an AVIF: a property of the picture in its `meta` box (ISO/IEC 23008-12). @module */
import { latin1Text } from "./byte_parts.ts";
import { findBox, type IsoBox, isoBoxes } from "./iso_boxes.ts";
import { checkLength, type MetadataParts } from "./metadata.ts";

/** Version and flags of a full box. */
const FULL_BYTES = 4;

/** The boxes on the way to the properties. */
export interface AvifProperties {
  /** Everything that is no pixel data. */
  readonly meta: IsoBox;
  /** Properties, and which item has which. */
  readonly iprp: IsoBox;
  /** The properties, numbered from 1. */
  readonly ipco: IsoBox;
}

/** Finds the properties; `undefined` when the file has none. */
export function avifProperties(file: Uint8Array): AvifProperties | undefined {
  const meta = findBox(file, "meta", 0, file.length);
  const iprp = meta && findBox(file, "iprp", meta.content + FULL_BYTES, meta.end);
  const ipco = iprp && findBox(file, "ipco", iprp.content, iprp.end);
  return meta && iprp && ipco && { meta, iprp, ipco };
}

/** What an AVIF holds: the first profile, which is the picture's, as parts such as alpha have none. */
export function avifMetadata(file: Uint8Array): MetadataParts {
  const ipco = avifProperties(file)?.ipco;
  if (ipco === undefined) return {};
  for (const { type, content, end } of isoBoxes(file, ipco.content, ipco.end)) {
    const kind = latin1Text(file.subarray(content, Math.min(content + 4, end)));
    if (type !== "colr" || (kind !== "prof" && kind !== "rICC")) continue;
    return {
      icc: () => {
        checkLength("icc", end - content - 4);
        return file.slice(content + 4, end);
      },
    };
  }
  return {};
}
