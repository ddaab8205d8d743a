// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * A 4K frame to a worker and back: packed as for another process, copied, moved, and shared.
 *
 *     deno run --allow-read examples/lesson/moving_pixels.ts
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import type { Way } from "./echo_worker.ts";

const BYTES = 3840 * 2160 * 4;
const ROUNDS = 9;

const worker = new Worker(import.meta.resolve("./echo_worker.ts"), { type: "module" });

function ask(way: Way, pixels: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ way, pixels }, way === "move" ? [pixels.buffer as ArrayBuffer] : []);
  });
}

/** The middle of some rounds, in ms; the first is for warming up. */
async function median(round: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let i = 0; i <= ROUNDS; i++) {
    const started = performance.now();
    await round();
    if (i > 0) times.push(performance.now() - started);
  }
  return `${times.sort((a, b) => a - b)[ROUNDS >> 1].toFixed(2)} ms`;
}

let frame: Uint8Array = new Uint8Array(BYTES);
// Between processes there is a pipe: pixels become a row of bytes, cross it, and become pixels again.
const packed = await median(async () => deserialize(await ask("copy", serialize(frame))));
console.log(`pack, copy, unpack: ${packed}`);
console.log(`copy: ${await median(() => ask("copy", frame))}`);
console.log(`move: ${await median(async () => frame = await ask("move", frame))}`);
const shared = new Uint8Array(new SharedArrayBuffer(BYTES));
console.log(`share: ${await median(() => ask("share", shared))}`);

// The memory went there and came back; whoever kept a view of the old one would hold nothing.
const before = frame;
frame = await ask("move", frame);
console.log(`after a move the sender holds ${before.byteLength} of ${frame.byteLength} bytes`);
worker.terminate();
