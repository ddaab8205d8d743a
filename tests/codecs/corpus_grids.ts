/**
 * Means of R, G and B in 8x8 cells of pictures whose manifest holds only a hash: those of CMYK JPEGs, by the pixels
 * that have this hash (inks of libjpeg 6b's interface by ImageMagick, `light - (ink * light >> 8)` with
 * `light = 255 - black`).
 *
 * @module
 */

/** By file. */
export const CORPUS_GRIDS: Readonly<Record<string, string>> = {
  "tricky/jpeg-made/cmyk-imagemagick.jpg": [
    "ff0101ff0101960748560b806e0b80575c5601ff0201ff02ff0101ff01029516485626806e2680576e5601ff0201ff02",
    "ce111bd3101b832c535641806e418061745e22db1c26db1c0b5d80235d803d5d80565d806e5d80875d80a05d81ba5d81",
    "0b7b80247b803d7b7f567b806e7b80877b80a07b81ba7b80063acc0f3acc2f6da15696816e9681879681a09681ba9781",
    "0101ff0101ff2663b957b2816eb18188b280a1b181bab2800101ff0101ff2674b956cf806ed08188d081a1cf81bbcf81",
  ].join(""),
  "tricky/jpeg-reftest/jpg-cmyk-2.jpg": [
    "fffffffffffffffffffffffffffffffffffffffffffffffffcfefedef8f7f8fdfdffffffffffffffffffffffffffffff",
    "fffffffffffffffffffffffdfcfddbfdfee6fffffffffffffffffffcf5fcf6e3f5f4e2f4fdfbfdffffffffffffffffff",
    "fffffffefcfdf9f2f9fbf6fafefdfeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffceccccdfddddffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  ].join(""),
  "valid/sharp-fixtures/Channel_digital_image_CMYK_color_no_profile.jpg": [
    "6e7e7f72828968787a87999e5e6d6e6474767c9093738990627066586661606f67798a805c6b635f6e697a8b8660716b",
    "6e7b6c515e54697a6d637766565f5b444e4a6677695d6d62677b5f5968554d5d52546d57546157425b605d705b586751",
    "5f933869a03d74a94a649447678751595d6d78ad4891b57e5e9f2566a62b5d982c5b86475f8352534754bccbc5c0cbcc",
    "5e803753792d4e7234829ba07a8a87939fa5b7c6cabdcacb798b8b7b8a887c8f96738c9a798d95819190a2b4b7a9b7af",
  ].join(""),
};
