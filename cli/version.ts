/** `pixelpool version`. @module */
import deno from "../deno.json" with { type: "json" };
import { InputError } from "../errors.ts";
import { readArgs } from "./args.ts";
import { EXIT } from "./exit_code.ts";
import { LIST_OPTIONS } from "./options/lists.ts";
import type { Output } from "./output.ts";
import { JSON_VERSION } from "./report_json.ts";

/**
 * Runs the command. The version is part of the program, so that no file is read.
 *
 * @returns the exit status
 * @throws {InputError} `bad_option`
 */
export function runVersion(args: readonly string[], output: Output): number {
  const { operands, switches } = readArgs(args, LIST_OPTIONS.options);
  if (operands.length > 0) {
    throw new InputError("bad_option", `Cannot use '${operands[0]}' as version takes no names`);
  }
  if (switches.has("json")) {
    output.json({
      version: JSON_VERSION,
      pixelpool: deno.version,
      deno: Deno.version.deno,
      system: Deno.build.target,
    });
  } else output.result(`pixelpool ${deno.version}`);
  return EXIT.done;
}
