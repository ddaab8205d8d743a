import { assertEquals } from "@std/assert";
import { applyFilters } from "../../library/apply_filters.ts";
import { createExecutor } from "../../library/create_executor.ts";
import { createImage } from "../../image/rgba_image.ts";
import { loadPlugin } from "../../filters/plugin.ts";
import { within } from "../pool/support.ts";

// Paints white where it could read a file as it was loaded, black where not.
await loadPlugin(import.meta.resolve("../pool/plugins/nosy.ts"));

for (const mode of ["workers", "bands"] as const) {
  for (const sandbox of [undefined, false, true]) {
    Deno.test(`createExecutor() of ${mode} with sandbox ${sandbox} gives the permissions it says`, async () => {
      await using executor = await createExecutor(mode, { workers: 1, sandbox });
      const image = await within(applyFilters(createImage(1, 1), "nosy", { executor }));
      assertEquals(image.data[0], sandbox ? 0 : 255);
    });
  }
}
