import { assertEquals } from "@std/assert";
import { createExecutor } from "../app.ts";

for (const mode of ["sync", "async", "workers", "bands"] as const) {
  Deno.test(`createExecutor() opens ${mode}`, async () => {
    await using executor = await createExecutor(mode);
    assertEquals(executor.mode, mode);
  });
}
