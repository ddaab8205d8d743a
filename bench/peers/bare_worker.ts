/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Sends back what it gets. @module */

self.onmessage = ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
  if (data.value instanceof ArrayBuffer) self.postMessage(data, [data.value]);
  else self.postMessage(data);
};
