/** Keeps the end of a stream of text. @module */

/** Bytes that are kept: the last words of a process and the stack below them. */
const KEPT_BYTES = 64 * 1024;

/** Reads a stream to its end and resolves with its last 64 KiB or more; never rejects. */
export async function readTail(stream: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      bytes += chunk.length;
      while (chunks.length > 1 && bytes - chunks[0].length >= KEPT_BYTES) {
        bytes -= chunks[0].length;
        chunks.shift();
      }
    }
  } catch {
    // What was read until then is all there is.
  }
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
}
