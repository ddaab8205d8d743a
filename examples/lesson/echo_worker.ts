/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Gives back what it gets, in the same way; for moving_pixels.ts. @module */

/** How the pixels travel. */
export type Way = "copy" | "move" | "share";

self.onmessage = ({ data }: MessageEvent<{ way: Way; pixels: Uint8Array }>): void => {
  const { way, pixels } = data;
  // Whoever shares memory only says that it has seen it.
  if (way === "share") self.postMessage(pixels[0]);
  else if (way === "move") self.postMessage(pixels, [pixels.buffer as ArrayBuffer]);
  else self.postMessage(pixels);
};
