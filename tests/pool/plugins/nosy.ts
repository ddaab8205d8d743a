/** A plugin that reads a file as it is loaded and paints white what it could read, black what not. @module */
import { customStage, defineFilter, type Filter } from "@pixelpool/pixelpool/filter";

// What takes time as a module is loaded must have ended before a worker is ready.
await new Promise((resolve) => setTimeout(resolve, 20));

let grey = 0;
try {
  Deno.readTextFileSync(new URL(import.meta.url));
  grey = 255;
} catch (error) {
  if (!(error instanceof Deno.errors.NotCapable)) throw error;
}

/** The `nosy` filter. */
export const nosy: Filter = defineFilter({
  name: "nosy",
  kind: "tone",
  summary: "White where files can be read, black where not",
  border: "none",
  alpha: "opaque",
  params: {},
  example: "nosy",
  kernels: {
    paint: ({ width }, { data }) => (from, to) => {
      for (let i = from * width * 4; i < to * width * 4; i++) data[i] = i % 4 === 3 ? 255 : grey;
    },
  },
  lower: (_, size) => [customStage({ filter: "nosy", kernel: "paint", size, halo: 0 })],
});
