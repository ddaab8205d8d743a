import { assertEquals } from "@std/assert";
import { WALK, walked, withoutFigures } from "../../tools/walk.ts";

const posix = Deno.build.os !== "windows";
const remark = posix ? "" : " (SKIPPED: there is no POSIX shell)";

Deno.test({
  name: `docs/walk.md shows what its commands print, but for times and sizes${remark}`,
  ignore: !posix,
  fn: async () => {
    const page = await Deno.readTextFile(WALK);
    assertEquals(withoutFigures(await walked(page)), withoutFigures(page));
  },
});

Deno.test("withoutFigures() leaves names and counts alone", () => {
  assertEquals(
    withoutFigures(
      "a.jpg -> b.jpg  20x10  1.5 KiB  12 ms\n3 of 3 files completed in 1.2 s\n2.1 images/s\n",
    ),
    "a.jpg -> b.jpg  20x10  # size  # time\n3 of 3 files completed in # time\n",
  );
});
