import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { expandInto, flattenInto } from "../../codecs/flatten.ts";
import { createImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";

Deno.test("flattenInto() lays every alpha over the background, rounded exactly", () => {
  const image = createImage(256, 256);
  for (let i = 0; i < 65536; i++) image.data.set([i & 255, 255 - (i & 255), 0, i >> 8], i * 4);
  const background = [200, 1, 255] as const;
  const out = new Uint8Array(65536 * 3);
  flattenInto(image, background, out);
  for (let i = 0; i < 65536; i++) {
    const alpha = i >> 8;
    const expected = [i & 255, 255 - (i & 255), 0].map((value, channel) =>
      Math.floor((value * alpha + background[channel] * (255 - alpha)) / 255 + 0.5)
    );
    assertEquals([...out.subarray(i * 3, i * 3 + 3)], expected, `pixel ${i}`);
  }
});

Deno.test("flattenInto() shows nothing but the background where alpha is 0", () => {
  const image = createImage(1, 1);
  image.data.set([9, 99, 199, 0]);
  const out = new Uint8Array(3);
  flattenInto(image, [1, 2, 3], out);
  assertEquals([...out], [1, 2, 3]);
});

Deno.test("expandInto() gives back what flattenInto() took from an opaque picture", () => {
  fc.assert(fc.property(arbitraryImage("opaque"), (image) => {
    const samples = new Uint8Array(image.width * image.height * 3);
    flattenInto(image, [0, 0, 0], samples);
    const back = createImage(image.width, image.height);
    expandInto(samples, back);
    assertEquals(back.data, image.data);
  }));
});

Deno.test("expandInto() repeats a grey sample in all colours", () => {
  const image = createImage(3, 1);
  expandInto(new Uint8Array([0, 128, 255]), image);
  assertEquals([...image.data], [0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255]);
});
