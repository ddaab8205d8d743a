/** Pictures and lists that come through the standard input. @module */
import { checkBytes, type Limits } from "../image/limits.ts";
import { readError } from "./read_file.ts";

/** What stands for the standard input, or output, in place of a name. */
export const STDIN = "-";

/**
 * Everything that a stream holds. Reading ends as soon as there is more than allowed.
 *
 * @throws {LimitError} `too_many_bytes`
 * @throws {InputError} `read_failed`
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  limits: Limits,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      checkBytes(size, limits);
      chunks.push(chunk);
    }
  } catch (thrown) {
    // A folder can be handed over as the standard input as well.
    throw readError(thrown);
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.byteLength;
  }
  return bytes;
}
