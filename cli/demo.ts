/** What `pixelpool process` does when it is told nothing: show itself on the pictures it brings. @module */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { FIXTURE_PHOTOS } from "../app.ts";
import type { FileReport } from "../jobs/report.ts";
import { taskCommand } from "./invocation.ts";
import { DEFAULT_OUT } from "./options/output.ts";
import type { ProcessOptions } from "./process_options.ts";

/** A folder that nobody else uses, so that no results of the user's own are replaced. */
const DEMO_OUT = `${DEFAULT_OUT}/pixelpool-demo`;

/** Heavy enough to keep every core busy, and plain to see. */
const DEMO_RECIPE = "heavy_sharpen:strength=1.5";

/** The options of the demonstration, or `undefined` when the user asked for something. */
export function demoOptions(options: ProcessOptions): ProcessOptions | undefined {
  const { inputs, watch, recipe, out } = options;
  if (inputs.length > 0 || watch !== undefined || recipe !== undefined || out !== undefined) {
    return undefined;
  }
  return { ...options, inputs: [fixtureFolder()], recipe: DEMO_RECIPE, out: DEMO_OUT };
}

/** What was done, and what to try next. */
export function demoLines(reports: readonly FileReport[]): string[] {
  const task = taskCommand();
  const folder = fixtureFolder();
  const first = reports.find((report) => report.status === "completed");
  return [
    "",
    `This ran the recipe ${DEMO_RECIPE} over the pictures in ${folder}; the results are in ${DEMO_OUT}.`,
    ...(first === undefined ? [] : [`Compare ${first.input} with ${first.output}.`]),
    "Try next:",
    `  ${task} process ${folder} -f resize:800,canny -o ${DEMO_OUT}/edges`,
    `  ${task} process ${folder} -f blur:sigma=4 -o ${DEMO_OUT}/blurred --mode sync`,
    `  ${task} filters heavy_sharpen`,
  ];
}

function fixtureFolder(): string {
  // Shorter to read and to type where the pictures lie below the current folder, as they do in a clone.
  const path = fileURLToPath(FIXTURE_PHOTOS).replace(/[/\\]$/, "");
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") || short === "" ? path : short;
}
