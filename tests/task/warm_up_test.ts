import { assertEquals } from "@std/assert";
import { FORMATS } from "../../codecs/codec.ts";
import { decoderFor } from "../../codecs/registry.ts";
import { warmUp } from "../../task/warm_up.ts";

Deno.test("warmUp() takes every format, also those that are only read", async () => {
  await warmUp(FORMATS);
  for (const format of FORMATS) assertEquals((await decoderFor(format)).format, format);
});
