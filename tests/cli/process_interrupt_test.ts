import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import { codecFor } from "../../codecs/registry.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { jsonReport, Running } from "./pixelpool.ts";

const IMAGES = 16;

/** Waits until the first result is there: the batch is in full swing, and far from its end. */
async function firstResult(folder: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (namesIn(folder).some((name) => name.endsWith(".jpg"))) return;
    await delay(10);
  }
  throw new Error("Cannot interrupt as no result came within 30 s");
}

async function startBatch(root: string, mode: string): Promise<Running> {
  await Deno.mkdir(`${root}/in`);
  for (let i = 0; i < IMAGES; i++) {
    await writePicture(`${root}/in/${i}.jpg`, { width: 640, height: 480, seed: i });
  }
  const args = ["process", "in", "-f", "heavy_sharpen:radius=8", "-o", "out", "--mode", mode];
  const running = new Running(root, [...args, "--json"]);
  await firstResult(`${root}/out`);
  return running;
}

for (const mode of ["sync", "async", "workers"]) {
  Deno.test({
    name: `process in ${mode} mode reports at Ctrl-C, ends with 130 and leaves whole files only`,
    ignore: Deno.build.os === "windows",
    async fn() {
      await using folder = await temporaryFolder();
      const root = folder.path;
      const running = await startBatch(root, mode);
      running.kill("SIGINT");
      const ended = await running.ended();
      assertEquals(ended.code, 130);
      assertStringIncludes(ended.stderr, "Stopping");

      const { files, summary } = jsonReport(ended);
      assertEquals(files.length, IMAGES);
      assertEquals(summary.completed + summary.cancelled, IMAGES);
      assert(summary.completed >= 1 && summary.cancelled >= 1);
      const written = namesIn(`${root}/out`).filter((name) => !name.startsWith("."));
      assertEquals(written.length, summary.completed);
      const codec = await codecFor("jpeg");
      for (const name of written) {
        const { width, height } = await codec.decode(await Deno.readFile(`${root}/out/${name}`));
        assertEquals([width, height], [640, 480]);
      }
    },
  });
}

Deno.test({
  name: "process ends with 143 on SIGTERM",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const running = await startBatch(folder.path, "workers");
    running.kill("SIGTERM");
    assertEquals((await running.ended()).code, 143);
  },
});
