import { assertEquals } from "@std/assert";
import { formatOfName, withFormatExtension } from "../../files/extension.ts";

const NAMES = [
  ["a.jpg", "jpeg", "a.jpg"],
  ["a.JPEG", "jpeg", "a.JPEG"],
  ["a.jpg", "png", "a.png"],
  ["a.webp", "png", "a.png"],
  ["a", "jpeg", "a.jpg"],
  ["holiday.2024", "jpeg", "holiday.2024.jpg"],
  [".jpg", "jpeg", ".jpg.jpg"],
  ["a.b.PNG", "jpeg", "a.b.jpg"],
] as const;

for (const [name, format, expected] of NAMES) {
  Deno.test(`withFormatExtension() names ${name} as ${format}: ${expected}`, () => {
    assertEquals(withFormatExtension(name, format), expected);
  });
}

Deno.test("formatOfName() ignores case and knows no other formats", () => {
  assertEquals(formatOfName("x.JpG"), "jpeg");
  assertEquals(formatOfName("x.png"), "png");
  assertEquals(formatOfName("x.webp"), "webp");
  assertEquals(formatOfName("x.psd"), undefined);
  assertEquals(formatOfName("jpg"), undefined);
});
