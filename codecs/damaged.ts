/** One way to say that a library gave up on a picture. @module */
import { DecodeError, InternalError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";

/** Libraries throw numbers, traps and messages that name nothing; the cause keeps what was thrown. */
export function damaged(format: string, cause: unknown): DecodeError {
  if (cause instanceof DecodeError) return cause;
  return new DecodeError("corrupt_image", `Cannot decode ${format} as its data is damaged`, {
    cause,
  });
}

/** The same for encoders: what they are given is ours, so that their failure is ours too. */
export function gaveUp(format: string, cause: unknown): InternalError {
  return new InternalError(
    "internal_error",
    `Cannot encode ${format} as the library gave up`,
    { cause },
  );
}

/**
 * Memory of pictures is used again, so that a short buffer would show parts of another picture.
 *
 * @throws {DecodeError} when a decoder gives more or fewer samples than the size needs
 */
export function checkSampleCount(format: string, expected: number, actual: number): void {
  if (expected === actual) return;
  throw new DecodeError(
    "corrupt_image",
    `Cannot decode ${format} as pixels are missing: expected ${expected} bytes, got ${actual}`,
  );
}

/**
 * The header was checked against limits, so that its size is the one to believe.
 *
 * @throws {DecodeError} `corrupt_image` when a decoder gives another size than the header announced
 */
export function checkDecodedSize(format: string, expected: Size, actual: Size): void {
  if (expected.width === actual.width && expected.height === actual.height) return;
  throw new DecodeError(
    "corrupt_image",
    `Cannot decode ${format} as header and data differ: expected ${expected.width}x${expected.height}, ` +
      `got ${actual.width}x${actual.height}`,
  );
}
