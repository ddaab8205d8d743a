import { assertEquals, assertNotEquals } from "@std/assert";
import { compareNatural } from "../../files/natural_order.ts";

Deno.test("compareNatural() puts photo2 before photo10", () => {
  const names = ["photo10", "photo2", "photo1"];
  assertEquals(names.sort(compareNatural), ["photo1", "photo2", "photo10"]);
});

Deno.test("compareNatural() tells names apart that read the same", () => {
  assertNotEquals(compareNatural("a01", "a1"), 0);
  assertEquals(compareNatural("e\u0301", "\u00e9"), -compareNatural("\u00e9", "e\u0301"));
  assertNotEquals(compareNatural("e\u0301", "\u00e9"), 0);
});
