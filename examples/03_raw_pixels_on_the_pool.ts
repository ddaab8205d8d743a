// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * Pixels that the program made itself, through the pool and back: no file format in between.
 *
 *     deno run --allow-read --allow-write examples/03_raw_pixels_on_the_pool.ts out.ppm
 *
 * @module
 */
import { applyFilters, createImage, pixelWords, WorkerPool } from "@pixelpool/pixelpool";

const image = createImage(240, 160);
const words = pixelWords(image);
for (let y = 0; y < image.height; y++) {
  for (let x = 0; x < image.width; x++) {
    // Rings of grey; a word holds alpha, blue, green and red, from the high byte to the low one.
    const grey = Math.round(127.5 + 127.5 * Math.sin(Math.hypot(x - 120, y - 80) / 4));
    words[y * image.width + x] = (255 << 24) | (grey * 0x010101);
  }
}

await using pool = new WorkerPool({ workers: 2, permissions: "inherit" });
pool.on("taskStart", ({ id, worker }) => console.log(`task ${id} on worker ${worker}`));

// `image` stays ours; with `transfer: true` its memory would move to the worker without a copy.
const edges = await applyFilters(image, "blur:sigma=1,edges", { executor: pool });

const header = new TextEncoder().encode(`P6 ${edges.width} ${edges.height} 255\n`);
const rgb = edges.data.filter((_, index) => index % 4 !== 3);
await Deno.writeFile(Deno.args[0], new Blob([header, rgb]).stream());
console.log(pool.stats());
