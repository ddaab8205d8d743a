import { assertEquals } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { comment, frameBlock, gifFile, transparency } from "./gif/gif_file.ts";

const frame = frameBlock({ width: 3, height: 2, indices: [0, 1, 2, 3, 4, 5] });

const GIF = { format: "gif", orientation: 1, scans: 1 } as const;

Deno.test("sniff() reads the size of a GIF and sees that it is opaque", () => {
  const file = gifFile({ width: 3, height: 2, blocks: [frame] });
  assertEquals(sniff(file), { ...GIF, width: 3, height: 2, frames: 1, hasAlpha: false });
});

Deno.test("sniff() counts the frames of a GIF", () => {
  const file = gifFile({ width: 3, height: 2, blocks: [frame, comment("x"), frame, frame] });
  assertEquals(sniff(file).frames, 3);
});

Deno.test("sniff() sees that a GIF has a transparent colour, or a frame smaller than its screen", () => {
  const transparent = gifFile({ width: 3, height: 2, blocks: [transparency(0), frame] });
  const small = gifFile({ width: 4, height: 2, blocks: [frame] });
  assertEquals([sniff(transparent).hasAlpha, sniff(small).hasAlpha], [true, true]);
});

Deno.test("sniff() takes transparency of a later frame for no matter of the first", () => {
  const file = gifFile({ width: 3, height: 2, blocks: [frame, transparency(0), frame] });
  assertEquals(sniff(file).hasAlpha, false);
});

Deno.test("sniff() gives the size that a GIF's first frame asks for when it reaches beyond the screen", () => {
  const far = frameBlock({ left: 60_000, top: 9, width: 3, height: 2, indices: [] });
  const { width, height } = sniff(gifFile({ width: 3, height: 2, blocks: [far] }));
  assertEquals([width, height], [60_003, 11]);
});
