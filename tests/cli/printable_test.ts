import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { printable, printableJson } from "../../cli/printable.ts";

// deno-lint-ignore no-control-regex
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/;

Deno.test("printable() shows controls and leaves words in any script alone", () => {
  assertEquals(printable("a\nb\x1b[31m.jpg"), "a\\x0ab\\x1b[31m.jpg");
  assertEquals(printable("naïve 写真 📷.jpg"), "naïve 写真 📷.jpg");
  assertEquals(printable("gpj.\u202eexe"), "gpj.\\u202eexe");
});

Deno.test("printable() lets no control character through", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assertEquals(CONTROLS.test(printable(text)), false);
  }));
});

Deno.test("printableJson() keeps its meaning, and only line breaks between values", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const json = printableJson({ text }, 2);
    assertEquals(JSON.parse(json), { text: JSON.parse(JSON.stringify(text)) });
    assertEquals(CONTROLS.test(json.replaceAll("\n", "")), false);
    assertEquals(CONTROLS.test(printableJson({ text })), false);
  }));
});
