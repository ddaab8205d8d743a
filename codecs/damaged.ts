/** One way to say that a library gave up on a picture. @module */
import { DecodeError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";

/** Libraries throw numbers, traps and messages that name nothing; the cause keeps what was thrown. */
export function damaged(format: string, cause: unknown): DecodeError {
  if (cause instanceof DecodeError) return cause;
  return new DecodeError("corrupt_image", `Cannot decode ${format} as its data is damaged`, {
    cause,
  });
}

/** @throws {DecodeError} when a decoder gives another size than the header announced */
export function checkDecodedSize(format: string, expected: Size, actual: Size): void {
  if (expected.width === actual.width && expected.height === actual.height) return;
  throw new DecodeError(
    "corrupt_image",
    `Cannot decode ${format} as header and data differ: expected ${expected.width}x${expected.height}, ` +
      `got ${actual.width}x${actual.height}`,
  );
}
