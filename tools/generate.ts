/** `deno task gen`: rewrites the generated documentation. @module */
import { writeGenerated } from "./generated.ts";
import { print } from "./print.ts";

for (const path of await writeGenerated()) print(`wrote ${path}`);
