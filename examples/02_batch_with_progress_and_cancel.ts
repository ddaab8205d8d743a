// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * Many pictures on two workers: progress while they run, Ctrl-C to stop, and one that fails stops no other.
 *
 *     deno run --allow-read --allow-write examples/02_batch_with_progress_and_cancel.ts out/ photos/*.jpg
 *
 * @module
 */
import { convertMany, createExecutor } from "@pixelpool/pixelpool";

const [folder, ...files] = Deno.args;
const stop = new AbortController();
Deno.addSignalListener("SIGINT", () => stop.abort());

// With "unstable": ["worker-options"] in deno.json the workers can do without any permission.
await using executor = await createExecutor("workers", { workers: 2, sandbox: true });
// A function for each picture: it is read when it is its turn, so that memory does not grow with the batch.
const pictures = files.map((file) => () => Deno.readFile(file));

const results = convertMany(pictures, "resize:200,sharpen", {
  executor,
  concurrency: 4,
  format: "jpeg",
  signal: stop.signal,
  onProgress: ({ settled }) => console.log(`${settled} of ${files.length}`),
});
let written = 0;
for await (const picture of results) {
  if (picture.status === "completed") {
    await Deno.writeFile(`${folder}/${picture.index}.jpg`, picture.result.bytes);
    written++;
  } else {
    console.error(`${files[picture.index]}: ${picture.status}: ${picture.error}`);
  }
}
console.log(`${written} written, ${executor.stats().cancelled} cancelled`);
// The listener of Ctrl-C would keep the program alive.
Deno.exit(written === files.length ? 0 : 1);
