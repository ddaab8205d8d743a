/** The ICC profile and the XMP packet of a TIFF file. Its EXIF is spread over the whole file and is not taken out. @module */
import { checkLength, type MetadataKind, type MetadataParts } from "./metadata.ts";
import { openTiff, readDirectory } from "./tiff_directory.ts";

const KINDS = new Map<number, MetadataKind>([[0x8773, "icc"], [0x02bc, "xmp"]]);

/** What the first directory names. */
export function tiffMetadata(file: Uint8Array): MetadataParts {
  const parts: MetadataParts = {};
  const block = openTiff(file);
  const directory = block && readDirectory(block, block.first);
  for (const { tag, valueAt, valueBytes } of directory?.entries ?? []) {
    const kind = KINDS.get(tag);
    if (kind === undefined) continue;
    parts[kind] ??= () => {
      checkLength(kind, valueBytes);
      return file.slice(valueAt, valueAt + valueBytes);
    };
  }
  return parts;
}
