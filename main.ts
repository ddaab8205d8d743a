/** The command line: `deno run main.ts process photos/ -f resize:1600,sharpen -o out`. @module */
import { run } from "./cli/run.ts";

// The status is set by leaving, not by draining: a worker that cannot be stopped would keep the program alive.
Deno.exit(await run(Deno.args));
