import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { JOURNAL_NAME } from "../../journal/journal_file.ts";
import { jsonReport } from "../cli/pixelpool.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import {
  assertResumes,
  assertWhole,
  makeInputs,
  results,
  resultsIn,
  startBatch,
  stopBatch,
} from "./interrupted.ts";

/** `PIXELPOOL_CHAOS=500` stops batches of that many pictures at more points than the gate has time for. */
const CHAOS = Number(Deno.env.get("PIXELPOOL_CHAOS") ?? 0);
const IMAGES = CHAOS || 48;

const STOPS = CHAOS
  ? [0.1, 0.5, 0.9].flatMap((share) => [["SIGINT", share] as const, ["SIGKILL", share] as const])
  : [["SIGKILL", 0.1], ["SIGINT", 0.5], ["SIGKILL", 0.9]] as const;

Deno.test({
  name:
    "process resumes a batch that was stopped by SIGINT or SIGKILL to the bytes of an undisturbed one",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await makeInputs(root, IMAGES);
    assertEquals((await startBatch(root, "whole").ended()).code, 0);
    assertEquals(namesIn(`${root}/whole`).length, IMAGES);
    for (const [signal, share] of STOPS) {
      const out = `${signal}-${share}`;
      const { present, ended } = await stopBatch(root, out, signal, share);
      if (share < 0.9) assert(present < IMAGES, "the batch was over before it was stopped");
      assertWhole(`${root}/${out}`, `${root}/whole`);
      const isStopped = present < IMAGES;
      if (isStopped) assert(namesIn(`${root}/${out}`).includes(JOURNAL_NAME));
      if (isStopped && signal === "SIGINT") {
        assertEquals(ended.code, 130);
        assertMatch(ended.stderr, /\d+ pictures? still to do: the same command with --resume/);
      }
      await assertResumes(root, out, "whole");
    }
  },
});

Deno.test({
  name:
    "process tells a second run into one folder who is there, also lets it beside, and forgets the dead",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await makeInputs(root, 48);
    const first = startBatch(root, "out");
    const firstEnded = first.ended();
    await results(`${root}/out`, 1, firstEnded);
    // Held still, so that it cannot be over before the others have looked.
    first.kill("SIGSTOP");
    try {
      const second = await startBatch(root, "out").ended();
      assertEquals(second.code, 2);
      const { error } = JSON.parse(second.stdout);
      assertEquals(error.code, "output_in_use");
      assertStringIncludes(error.message, `process ${first.pid} has been writing there since`);
      const beside = await startBatch(root, "out", "--no-journal").ended();
      assertEquals([beside.code, jsonReport(beside).summary.completed], [0, 48]);
    } finally {
      first.kill("SIGKILL");
      await firstEnded;
    }
    const next = await startBatch(root, "out", "--resume").ended();
    assertEquals([next.code, resultsIn(`${root}/out`).length], [0, 48]);
    assertEquals(namesIn(`${root}/out`), resultsIn(`${root}/out`));
  },
});
