/**
 * Messages over a byte stream. A frame is two 32-bit lengths (little-endian), the message as structured clone writes
 * it, and the bytes of one large buffer as they are: pixels and files cross without being encoded.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";

/** What crosses at once. */
export interface Frame {
  /** Anything that can be cloned. */
  readonly message: unknown;
  /** Large bytes that belong to it. */
  readonly bulk: Uint8Array | undefined;
}

/** What is used of a connection. */
export interface ByteStream {
  /** Fills a part of `target`, at least a byte; `null` at the end. */
  read(target: Uint8Array): Promise<number | null>;
  /** Takes a part of `source`, at least a byte. */
  write(source: Uint8Array): Promise<number>;
}

const PREFIX_BYTES = 8;

/** A message is small: a plan with its tables. More is no frame of ours. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** Length of a bulk that is not there; an empty one has length 0. */
const NO_BULK = 0xffffffff;

/** Writes whole frames, one after the other. */
export class FrameWriter {
  readonly #stream: ByteStream;
  #last: Promise<void> = Promise.resolve();

  /** Nobody else may write to the stream. */
  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /**
   * Sends a frame after those before. `bulk` is read until it is gone, so that its owner must let it be. A stream
   * that breaks is no error here: its reader sees the end.
   *
   * @throws {Error} at once when the message cannot be cloned; nothing is sent then
   */
  send(message: unknown, bulk?: Uint8Array): void {
    const bulkBytes = bulk?.byteLength ?? 0;
    const head = encodeHead(message, bulk?.byteLength);
    this.#last = this.#last.then(async () => {
      await this.#write(head, head.byteLength);
      if (bulk !== undefined) await this.#write(bulk, bulkBytes);
    }).catch(() => {});
  }

  async #write(bytes: Uint8Array, length: number): Promise<void> {
    let done = 0;
    while (done < length) done += await this.#stream.write(partFrom(bytes, done, length));
  }
}

/** Reads whole frames until the stream ends. */
export class FrameReader {
  readonly #stream: ByteStream;
  readonly #prefix = new Uint8Array(PREFIX_BYTES);

  /** Nobody else may read from the stream. */
  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /**
   * The next frame; `undefined` when the stream has ended, even within a frame.
   *
   * @throws {Error} when the bytes are no frame
   */
  async next(): Promise<Frame | undefined> {
    if (!await this.#fill(this.#prefix)) return undefined;
    const lengths = new DataView(this.#prefix.buffer);
    const messageBytes = lengths.getUint32(0, true);
    const bulkBytes = lengths.getUint32(4, true);
    if (messageBytes > MAX_MESSAGE_BYTES) {
      throw new Error(`Cannot read frame as its message is too long: ${messageBytes} bytes`);
    }
    const message = new Uint8Array(messageBytes);
    if (!await this.#fill(message)) return undefined;
    if (bulkBytes === NO_BULK) return { message: deserialize(message), bulk: undefined };
    const bulk = new Uint8Array(bulkBytes);
    if (!await this.#fill(bulk)) return undefined;
    return { message: deserialize(message), bulk };
  }

  async #fill(target: Uint8Array): Promise<boolean> {
    let done = 0;
    while (done < target.length) {
      const count = await this.#stream.read(target.subarray(done));
      if (count === null) return false;
      done += count;
    }
    return true;
  }
}

function encodeHead(message: unknown, bulkBytes: number = NO_BULK): Uint8Array {
  const encoded = serialize(message);
  const head = new Uint8Array(PREFIX_BYTES + encoded.length);
  const lengths = new DataView(head.buffer);
  lengths.setUint32(0, encoded.length, true);
  lengths.setUint32(4, bulkBytes, true);
  head.set(encoded, PREFIX_BYTES);
  return head;
}

/** Bytes that are copied at a time where they cannot be written from where they are. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * What is left to write. Memory that its owner has moved away, which is only right after a cancel, leaves zeros: the
 * frame keeps its length and the next one its place. The runtime does not write from shared memory.
 */
function partFrom(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const { buffer } = bytes;
  if (!(buffer instanceof ArrayBuffer)) return bytes.slice(from, from + CHUNK_BYTES);
  return buffer.detached
    ? new Uint8Array(Math.min(to - from, CHUNK_BYTES))
    : bytes.subarray(from, to);
}
