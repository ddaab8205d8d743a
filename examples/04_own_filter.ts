// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * A filter of one's own: `halftone.ts` beside this file is loaded here, to understand recipes, and by every
 * worker, which needs no permission for it. On the command line the same is `--plugin examples/halftone.ts`.
 *
 *     deno run --allow-read --allow-write examples/04_own_filter.ts in.jpg out.png
 *
 * @module
 */
import { convert, createExecutor, loadPlugin } from "@pixelpool/pixelpool";

const [input, output] = Deno.args;
const [halftone] = await loadPlugin(import.meta.resolve("./halftone.ts"));
console.log(`${halftone.name}: ${halftone.summary}`);

// Workers that are started from now on know the filter.
await using executor = await createExecutor("workers", { workers: 1, sandbox: true });
const photo = await Deno.readFile(input);
const result = await convert(photo, "resize:400,halftone:size=6", { executor, format: "png" });
await Deno.writeFile(output, result.bytes);
