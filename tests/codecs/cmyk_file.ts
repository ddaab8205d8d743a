/** A JPEG of inks. @module */

/**
 * Four patches of 8x8 pixels: paper and cyan, (20, 200, 90, 40) and black; as YCCK. Made for these tests with
 * ImageMagick 6.9: `convert -size 16x16 -depth 8 cmyk:- -quality 95 -sampling-factor 1x1 -strip`.
 */
export const YCCK_JPEG = Uint8Array.fromBase64([
  "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkK",
  "CgoKCgYICwwLCgwJCgoK/9sAQwECAgICAgIFAwMFCgcGBwoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK",
  "CgoKCgoKCgoKCgoK/8AAFAgAEAAQBAERAAIRAQMRAQQRAP/EABcAAAMBAAAAAAAAAAAAAAAAAAgJCgD/xAAUEAEAAAAAAAAA",
  "AAAAAAAAAAAA/8QAGAEAAwEBAAAAAAAAAAAAAAAAAAcJCAr/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADgQBAAIRAxEEAAA/",
  "AJ/wD/DMGU1/GHQZDi/C+nnORURFG//Z",
].join(""));
