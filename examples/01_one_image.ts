// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * One picture through a recipe, on this thread.
 *
 *     deno run --allow-read --allow-write examples/01_one_image.ts in.jpg out.png
 *
 * @module
 */
import { convert, PixelpoolError } from "@pixelpool/pixelpool";

const [input, output] = Deno.args;
const photo = await Deno.readFile(input);

try {
  const result = await convert(photo, "resize:320,sharpen:sigma=2", { format: "png" });
  await Deno.writeFile(output, result.bytes);
  const { width, height } = result.output;
  console.log(`${width}x${height} in ${Math.round(result.timings.total)} ms`);
} catch (error) {
  // Every error of ours has a code for programs and a message for people.
  if (!(error instanceof PixelpoolError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  Deno.exit(1);
}
