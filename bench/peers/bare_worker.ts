/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Sends back what it gets. @module */

self.onmessage = ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
  self.postMessage(data, buffersOf(data.value));
};

function buffersOf(value: unknown): Transferable[] {
  if (value instanceof ArrayBuffer) return [value];
  const { image } = value as { image?: { data: Uint8ClampedArray<ArrayBuffer> } };
  return image === undefined ? [] : [image.data.buffer];
}
