import { assertEquals, assertThrows } from "@std/assert";
import { essentialJpeg, jpegSegments } from "../../codecs/jpeg_segments.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { YCCK_JPEG } from "./cmyk_file.ts";
import {
  exifSegment,
  sampleJpeg,
  segment,
  withFrameByte,
  withFrameMarker,
  withoutSegments,
  withSegments,
} from "./jpeg_file.ts";
import { concat } from "./png_file.ts";

const sample = await sampleJpeg(48, 32);

Deno.test("sniff() reads size, scans and sampling of a baseline JPEG", () => {
  assertEquals(sniff(sample), {
    format: "jpeg",
    width: 48,
    height: 32,
    orientation: 1,
    frames: 1,
    scans: 1,
    hasAlpha: false,
    sampling: "2x2,1x1,1x1",
  });
});

for (const order of ["II", "MM"] as const) {
  Deno.test(`sniff() reads the EXIF orientation of a JPEG in ${order} byte order`, () => {
    const read = [1, 2, 3, 4, 5, 6, 7, 8].map((value) =>
      sniff(withSegments(sample, exifSegment(value, order))).orientation
    );
    assertEquals(read, [1, 2, 3, 4, 5, 6, 7, 8]);
  });
}

Deno.test("sniff() keeps width and height of a turned JPEG as they are stored", () => {
  const { width, height } = sniff(withSegments(sample, exifSegment(6)));
  assertEquals([width, height], [48, 32]);
});

Deno.test("sniff() takes an APP1 segment that is not EXIF for none", () => {
  const xmp = segment(0xe1, [...new TextEncoder().encode("http://ns.adobe.com/xap/1.0/\0")]);
  assertEquals(sniff(withSegments(sample, xmp)).orientation, 1);
});

Deno.test("sniff() counts every scan of a JPEG", () => {
  const scan = concat([segment(0xda, [1, 1, 0, 0, 63, 0]), new Uint8Array([0x12, 0xff, 0, 0x34])]);
  const many = concat([sample.subarray(0, -2), ...Array(120).fill(scan), sample.subarray(-2)]);
  assertEquals(sniff(many).scans, 121);
});

Deno.test("sniff() is not misled by a thumbnail inside a segment", () => {
  const thumbnail = segment(0xe1, [
    ...new TextEncoder().encode("Exif\0\0"),
    ...sample.slice(0, 900),
  ]);
  assertEquals(sniff(withSegments(sample, thumbnail)), sniff(sample));
});

Deno.test("sniff() passes over fill bytes, restart markers and a second SOI", () => {
  const filled = withSegments(sample, new Uint8Array([0xff, 0xd8, 0xff, 0xff, 0xff, 0xd0]));
  assertEquals(sniff(filled), sniff(sample));
});

for (
  const [marker, process] of [
    [0xc3, "lossless"],
    [0xc5, "hierarchical"],
    [0xc6, "hierarchical"],
    [0xc7, "lossless"],
    [0xc9, "arithmetic"],
    [0xca, "arithmetic"],
    [0xcb, "lossless"],
    [0xcd, "hierarchical"],
    [0xce, "hierarchical"],
    [0xcf, "lossless"],
  ] as const
) {
  Deno.test(`sniff() refuses a JPEG with frame marker ${marker.toString(16)} as ${process}`, () => {
    const error = assertThrows(() => sniff(withFrameMarker(sample, marker)), DecodeError);
    assertEquals(error.code, "unsupported_format");
    assertEquals(error.message, `Cannot read JPEG as ${process} coding is not read`);
  });
}

for (
  const [what, offset, value, code, message] of [
    ["of 12 bits", 0, 12, "unsupported_format", "12 bits a sample are not read"],
    ["of 4 components", 5, 4, "corrupt_image", "its frame header is too short"],
    ["of 2 components", 5, 2, "unsupported_format", "2 components are not read"],
    ["of width 0", 4, 0, "corrupt_image", "its width is 0"],
    ["of height 0", 2, 0, "unsupported_format", "its height is not in the header"],
  ] as const
) {
  Deno.test(`sniff() refuses a JPEG ${what}`, () => {
    const error = assertThrows(() => sniff(withFrameByte(sample, offset, value)), DecodeError);
    assertEquals(error.code, code);
    assertEquals(error.message, `Cannot read JPEG as ${message}`);
  });
}

Deno.test("sniff() tells that a JPEG is in CMYK, and refuses one that does not say how inks are stored", () => {
  const info = sniff(YCCK_JPEG);
  assertEquals([info.width, info.height, info.cmyk], [16, 16, true]);
  assertEquals(sniff(sample).cmyk, undefined);
  const error = assertThrows(() => sniff(withoutSegments(YCCK_JPEG, 0xee)), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot read JPEG as CMYK colour without an Adobe segment is not read",
  );
});

Deno.test("sniff() calls a JPEG without its end marker truncated", () => {
  const error = assertThrows(() => sniff(sample.subarray(0, -2)), DecodeError);
  assertEquals(error.code, "truncated_image");
  assertEquals(error.message, "Cannot read JPEG as its end is missing");
});

for (
  const [what, file, message] of [
    ["a segment of length 1", withSegments(sample, new Uint8Array([0xff, 0xfe, 0, 1])), "length 1"],
    ["no frame", withoutSegments(sample, 0xc0), "a scan comes before the frame header"],
    ["nothing between its markers", new Uint8Array([0xff, 0xd8, 0xff, 0xd9]), "holds no picture"],
    [
      "more than 10,000 segments",
      withSegments(sample, ...Array(10_001).fill(segment(0xfe, []))),
      "more than 10000 segments",
    ],
  ] as const
) {
  Deno.test(`sniff() refuses a JPEG with ${what}`, () => {
    const error = assertThrows(() => sniff(file), DecodeError, message);
    assertEquals(error.code, "corrupt_image");
  });
}

Deno.test("essentialJpeg() leaves out APP1 to APP15 and comments, and keeps how colours are stored", () => {
  const adobe = segment(0xee, [...new TextEncoder().encode("Adobe"), 0, 100, 0, 0, 0, 0, 1]);
  const file = withSegments(sample, exifSegment(6), adobe, segment(0xe2, [1]), segment(0xfe, [2]));
  assertEquals(essentialJpeg(file), withSegments(sample, adobe));
  assertEquals(essentialJpeg(sample) === sample, true);
});

Deno.test("jpegSegments() gives marker, place and payload", () => {
  const [comment] = [...jpegSegments(withSegments(sample, segment(0xfe, [7, 8])))];
  assertEquals(comment, { marker: 0xfe, start: 2, end: 8, payload: new Uint8Array([7, 8]) });
});
