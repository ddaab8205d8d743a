import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { openGif } from "../../../codecs/gif/gif.ts";
import { sniff } from "../../../codecs/sniff.ts";
import { DEFAULT_LIMITS } from "../../../config.ts";
import { DecodeError, type ErrorCode, LimitError } from "../../../errors.ts";
import { checkSize } from "../../../image/limits.ts";
import { pixelWords } from "../../../image/rgba_image.ts";
import { comment, frameBlock, gifFile, transparency } from "./gif_file.ts";

const { decode } = openGif();

/** Rows of colours of the cube's corners; a dot is transparent. */
async function rows(file: Uint8Array): Promise<string[]> {
  const image = await decode(file);
  const words = pixelWords(image);
  return Array.from(
    { length: image.height },
    (_, y) =>
      Array.from(words.subarray(y * image.width, (y + 1) * image.width), (word) => {
        if (word === 0) return ".";
        return String((word & 1) | ((word >> 7) & 2) | ((word >> 14) & 4));
      }).join(""),
  );
}

Deno.test("GIF decode() gives the colours of a frame", async () => {
  const frame = frameBlock({ width: 4, height: 2, indices: [0, 1, 2, 3, 4, 5, 6, 7] });
  assertEquals(await rows(gifFile({ width: 4, height: 2, blocks: [frame] })), ["0123", "4567"]);
});

Deno.test("GIF decode() gives transparent pixels beside a small frame", async () => {
  const frame = frameBlock({ left: 1, top: 1, width: 2, height: 1, indices: [3, 5] });
  assertEquals(await rows(gifFile({ width: 4, height: 3, blocks: [frame] })), [
    "....",
    ".35.",
    "....",
  ]);
});

Deno.test("GIF decode() enlarges the screen to a frame that reaches beyond it", async () => {
  const frame = frameBlock({ left: 1, top: 0, width: 2, height: 2, indices: [1, 2, 3, 4] });
  assertEquals(await rows(gifFile({ width: 2, height: 1, blocks: [frame] })), [".12", ".34"]);
});

Deno.test("GIF decode() leaves the transparent colour out", async () => {
  const frame = frameBlock({ width: 3, height: 1, indices: [1, 2, 1] });
  const file = gifFile({ width: 3, height: 1, blocks: [transparency(1), frame] });
  assertEquals(await rows(file), [".2."]);
});

Deno.test("GIF decode() puts interlaced rows into their places", async () => {
  const order = [0, 8, 4, 2, 6, 1, 3, 5, 7];
  const frame = frameBlock({
    ...{ width: 1, height: 9, interlaced: true },
    indices: order.map((row) => row % 8),
  });
  const expected = ["0", "1", "2", "3", "4", "5", "6", "7", "0"];
  assertEquals(await rows(gifFile({ width: 1, height: 9, blocks: [frame] })), expected);
});

Deno.test("GIF decode() takes a frame's own colours before those of the screen", async () => {
  const palette = [[255, 0, 255], [0, 255, 255]] as const;
  const frame = frameBlock({ width: 2, height: 1, palette, indices: [0, 1] });
  assertEquals(await rows(gifFile({ width: 2, height: 1, blocks: [frame] })), ["56"]);
});

Deno.test("GIF decode() shows a colour that no table has as black", async () => {
  const frame = frameBlock({
    width: 2,
    height: 1,
    palette: [[255, 255, 255], [9, 9, 9]],
    indices: [0, 7],
  });
  assertEquals(await rows(gifFile({ width: 2, height: 1, blocks: [frame] })), ["70"]);
});

Deno.test("GIF decode() gives the first frame of an animation, past comments", async () => {
  const blocks = [
    comment("x".repeat(600)),
    frameBlock({ width: 1, height: 1, indices: [6] }),
    frameBlock({ width: 1, height: 1, indices: [1] }),
  ];
  assertEquals(await rows(gifFile({ width: 1, height: 1, blocks })), ["6"]);
});

Deno.test("GIF decode() gives an empty screen for a frame without pixels", async () => {
  const frame = frameBlock({ width: 0, height: 1, indices: [] });
  assertEquals(await rows(gifFile({ width: 2, height: 1, blocks: [frame] })), [".."]);
});

Deno.test("GIF decode() keeps nothing of the picture before it", async () => {
  const full = frameBlock({ width: 4, height: 4, indices: Array(16).fill(7) });
  const { recycleImage } = await import("../../../image/image_buffers.ts");
  recycleImage(await decode(gifFile({ width: 4, height: 4, blocks: [full] })));
  const dot = frameBlock({ width: 1, height: 1, indices: [7] });
  const file = gifFile({ width: 4, height: 4, blocks: [dot] });
  assertEquals(await rows(file), ["7...", "....", "....", "...."]);
});

const frame = frameBlock({ width: 4, height: 4, indices: Array(16).fill(1) });

const REFUSED: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["no frame", "corrupt_image", gifFile({ width: 4, height: 4, blocks: [comment("empty")] })],
  [
    "no size at all",
    "corrupt_image",
    gifFile({
      ...{ width: 0, height: 0 },
      blocks: [frameBlock({ width: 0, height: 0, indices: [] })],
    }),
  ],
  [
    "a block of unknown kind",
    "corrupt_image",
    gifFile({
      ...{ width: 4, height: 4 },
      blocks: [frame, Uint8Array.of(0x77)],
    }),
  ],
  [
    "too few pixels",
    "truncated_image",
    gifFile({
      ...{ width: 4, height: 4 },
      blocks: [frameBlock({ width: 4, height: 4, indices: [1, 2, 3] })],
    }),
  ],
  [
    "literals of nine bits",
    "corrupt_image",
    gifFile({
      ...{ width: 4, height: 4 },
      blocks: [frame.with(10, 9)],
    }),
  ],
];

for (const [what, code, file] of REFUSED) {
  Deno.test(`GIF decode() refuses a file with ${what} as ${code}`, async () => {
    assertEquals((await assertRejects(() => decode(file), DecodeError)).code, code);
  });
}

Deno.test("GIF decode() refuses every prefix of a sound file", async () => {
  const file = gifFile({ width: 4, height: 4, blocks: [transparency(2), frame, comment("end")] });
  for (let end = 6; end < file.length; end++) {
    const error = await assertRejects(() => decode(file.subarray(0, end)), DecodeError);
    assertEquals(error.code, "truncated_image");
  }
});

Deno.test("GIF decode() gives a picture or an error with a code for any damage", async () => {
  const file = gifFile({ width: 4, height: 4, blocks: [transparency(2), frame, comment("end")] });
  const change = fc.tuple(fc.integer({ min: 11, max: file.length - 1 }), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const damaged = file.slice();
      for (const [at, value] of changes) damaged[at] = value;
      try {
        // Without limits a damaged size would ask for gigabytes: they come before a decoder.
        checkSize(sniff(damaged), { ...DEFAULT_LIMITS, maxPixels: 1e6 });
        const { width, height, data } = await decode(damaged);
        assertEquals(data.length, width * height * 4);
      } catch (error) {
        if (!(error instanceof DecodeError || error instanceof LimitError)) throw error;
      }
    }),
  );
});
