import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { METADATA_BYTES, UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { uprightXmp } from "../../../codecs/metadata/xmp_packet.ts";
import { xmpPacket } from "./metadata_files.ts";

const SIZE = { width: 70, height: 40 };

function upright(packet: Uint8Array): string {
  return new TextDecoder().decode(uprightXmp(packet, SIZE));
}

Deno.test("uprightXmp() gives a packet back as it is when nothing in it tells of the stored picture", () => {
  const packet = xmpPacket(
    'dc:format="image/jpeg" xmp:Rating="5"',
    "<dc:title>Grüße 🐟</dc:title>",
  );
  assertEquals(uprightXmp(packet, SIZE), packet);
});

Deno.test("uprightXmp() sets orientation and size where they are attributes", () => {
  const text = upright(xmpPacket(
    `tiff:Orientation="6" tiff:ImageWidth='4000' tiff:ImageLength = "3000" ` +
      `exif:PixelXDimension="4000" exif:PixelYDimension="3000" xmp:Rating="6"`,
  ));
  assertStringIncludes(
    text,
    `tiff:Orientation="1" tiff:ImageWidth="70" tiff:ImageLength = "40" ` +
      `exif:PixelXDimension="70" exif:PixelYDimension="40" xmp:Rating="6"`,
  );
});

Deno.test("uprightXmp() sets orientation and size where they are elements", () => {
  const text = upright(xmpPacket(
    "",
    `<tiff:Orientation>8</tiff:Orientation><exif:PixelXDimension xml:lang="x">4000</exif:PixelXDimension>`,
  ));
  assertStringIncludes(text, "<tiff:Orientation>1</tiff:Orientation>");
  assertStringIncludes(text, `<exif:PixelXDimension xml:lang="x">70</exif:PixelXDimension>`);
});

Deno.test("uprightXmp() knows a namespace by its address, whatever it is called", () => {
  const text = upright(xmpPacket(
    `xmlns:t.1='http://ns.adobe.com/tiff/1.0/' t.1:Orientation="3" tx1:Orientation="3"`,
  ));
  assertStringIncludes(text, `t.1:Orientation="1" tx1:Orientation="3"`);
});

Deno.test("uprightXmp() leaves thumbnails out", () => {
  const thumbnails = (name: string) =>
    `<xmp:Thumbnails><rdf:Alt><rdf:li xmpGImg:format="JPEG"><xmpGImg:image>${name}` +
    `</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>`;
  const packet = xmpPacket(
    "",
    `${thumbnails("/9j/AA")}<dc:title>t</dc:title>${thumbnails("/9j/B")}`,
  );
  assertEquals(uprightXmp(packet, SIZE), xmpPacket("", "<dc:title>t</dc:title>"));
});

Deno.test("uprightXmp() leaves the name of a second packet out, which is not carried", () => {
  const packet = xmpPacket(
    `xmpNote:HasExtendedXMP="0123" dc:format="a"`,
    "<xmpNote:HasExtendedXMP>0123</xmpNote:HasExtendedXMP>",
  );
  assertEquals(upright(packet).includes("HasExtendedXMP"), false);
  assertStringIncludes(upright(packet), `dc:format="a"`);
});

for (
  const [what, packet, reason] of [
    [
      "a thumbnail elsewhere",
      xmpPacket("", "<xmpGImg:image>/9j/</xmpGImg:image>"),
      "it holds a thumbnail",
    ],
    ["a thumbnail as an attribute", xmpPacket('xmpGImg:image="/9j/"'), "it holds a thumbnail"],
    ["thumbnails without an end", xmpPacket("", "<xmp:Thumbnails>"), "it is damaged"],
    ["declarations of entities", declared(), "it is damaged"],
    ["text that is no XMP", new TextEncoder().encode("<a/>"), "it is damaged"],
    ["a namespace with a hundred names", crowded(), "it is damaged"],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, 60, 0]), "it is no UTF-8 text"],
    [
      "more than a JPEG segment holds",
      long(METADATA_BYTES.xmp + 1),
      "it is longer than 65504 bytes",
    ],
  ] as const
) {
  Deno.test(`uprightXmp() refuses ${what}`, () => {
    assertThrows(() => uprightXmp(packet, SIZE), UnusableMetadata, reason);
  });
}

Deno.test("uprightXmp() takes as much as a JPEG segment holds", () => {
  assertEquals(uprightXmp(long(METADATA_BYTES.xmp), SIZE), long(METADATA_BYTES.xmp));
});

Deno.test("uprightXmp() changes nothing in its own result, for any properties", () => {
  const name = fc.constantFrom("tiff:Orientation", "exif:PixelXDimension", "xmp:Rating", "dc:x");
  const value = fc.string({ maxLength: 8 }).map((text) => text.replace(/[<>&"']/g, "_"));
  const element = fc.tuple(name, value).map(([tag, text]) => `<${tag}>${text}</${tag}>`);
  const attribute = fc.tuple(name, value).map(([tag, text]) => `${tag}="${text}"`);
  fc.assert(
    fc.property(
      fc.array(attribute, { maxLength: 4 }),
      fc.array(element, { maxLength: 4 }),
      (a, e) => {
        const once = uprightXmp(xmpPacket(a.join(" "), e.join("")), SIZE);
        assertEquals(uprightXmp(once, SIZE), once);
        const left = [
          ...new TextDecoder().decode(once).matchAll(/tiff:Orientation(?:="|>)([^"<]*)/g),
        ];
        assertEquals(left.every(([, text]) => text === "1" || text === ""), true);
      },
    ),
  );
});

function declared(): Uint8Array {
  const text = new TextDecoder().decode(xmpPacket(""));
  return new TextEncoder().encode(`<!DOCTYPE a [<!ENTITY b "c">]>${text}`);
}

function crowded(): Uint8Array {
  const names = Array.from(
    { length: 100 },
    (_, i) => `xmlns:t${i}="http://ns.adobe.com/tiff/1.0/"`,
  );
  return xmpPacket(names.join(" "));
}

function long(bytes: number): Uint8Array {
  const empty = xmpPacket("", "<dc:title></dc:title>").length;
  return xmpPacket("", `<dc:title>${"x".repeat(bytes - empty)}</dc:title>`);
}
