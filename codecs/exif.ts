/** The one EXIF field that changes how a picture looks. @module */

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * Orientation from a TIFF block (the payload of a PNG eXIf chunk, or of a JPEG APP1 segment after
 * `Exif\0\0`): 2 to 8 when the picture must be turned, 1 when not or when the block is damaged. EXIF 2.3,
 * tag 274.
 */
export function exifOrientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.byteLength < 14) return 1;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return 1;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.byteLength) return 1;
    if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, little);
    const valid = view.getUint16(entry + 2, little) === SHORT && value >= 1 && value <= 8;
    return valid ? value : 1;
  }
  return 1;
}
