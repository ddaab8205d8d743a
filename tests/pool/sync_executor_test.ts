import { assertEquals } from "@std/assert";
import { SyncExecutor } from "../../pool/sync_executor.ts";
import { testExecutor } from "./conformance.ts";
import { applyTask, picture, within } from "./support.ts";

testExecutor("SyncExecutor", (options) => new SyncExecutor(options));

Deno.test("SyncExecutor gives the event loop no turn between bands", async () => {
  await using executor = new SyncExecutor();
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await within(executor.run(applyTask("heavy_sharpen,sharpen", picture(500, 500))));
  clearInterval(timer);
  assertEquals(turns, 0);
});
