/** One picture from the standard input, and one to the standard output. @module */
import { InputError, OutputError } from "../errors.ts";
import { outputError } from "../files/atomic_write.ts";
import { readStream } from "../files/standard_input.ts";
import type { Limits } from "../image/limits.ts";

/**
 * The picture that comes through the standard input.
 *
 * @throws {InputError} `bad_option` when that is a terminal: nobody types a picture
 * @throws {LimitError} `too_many_bytes`
 */
export async function readPictureFromStdin(limits: Limits): Promise<Uint8Array<ArrayBuffer>> {
  if (!Deno.stdin.isTerminal()) return await readStream(Deno.stdin.readable, limits);
  throw new InputError(
    "bad_option",
    "Cannot read a picture from a terminal: let another program or a file feed the standard input",
  );
}

/** The standard output as the place of one picture. */
export class PictureToStdout {
  #isClosed = false;

  /** @throws {InputError} `bad_option` when that is a terminal: nobody reads the bytes of a picture */
  constructor() {
    if (!Deno.stdout.isTerminal()) return;
    throw new InputError(
      "bad_option",
      "Cannot write a picture to a terminal: name a file with --out, or let another program read it",
    );
  }

  /** Whether the reader went away before it held all. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Writes the picture.
   *
   * @throws {OutputError} `write_failed` or `disk_full`
   */
  async deliver(picture: Uint8Array): Promise<void> {
    try {
      for (let written = 0; written < picture.length;) {
        written += await Deno.stdout.write(picture.subarray(written));
      }
    } catch (thrown) {
      if (!(thrown instanceof Deno.errors.BrokenPipe)) throw outputError(thrown);
      this.#isClosed = true;
      throw new OutputError("write_failed", "Cannot write picture as nobody reads it any more");
    }
  }
}
