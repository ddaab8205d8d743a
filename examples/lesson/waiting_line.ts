// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * A line of two places before one worker: who waits, who is sent away, who comes first.
 *
 *     deno run --allow-read examples/lesson/waiting_line.ts
 *
 * @module
 */
import { applyFilters, createImage, PixelpoolError, WorkerPool } from "@pixelpool/pixelpool";

const image = createImage(400, 300);
image.data.forEach((_, i) => image.data[i] = (i * 7919) % 251);

for (const onFull of ["reject", "wait"] as const) {
  await using pool = new WorkerPool({
    workers: 1,
    queueTasks: 2,
    onFull,
    permissions: "inherit",
  });
  await pool.ready();
  const ended = await Promise.allSettled(
    Array.from({ length: 6 }, () => applyFilters(image, "heavy_sharpen", { executor: pool })),
  );
  const codes = ended.map((each) => each.status === "fulfilled" ? "done" : codeOf(each.reason));
  const { accepted, completed } = pool.stats();
  console.log(`${onFull}: ${codes.join(" ")} (accepted ${accepted}, completed ${completed})`);
}

function codeOf(error: unknown): string {
  return error instanceof PixelpoolError ? error.code : String(error);
}
