/** `pixelpool filters [NAME]`: what can stand in a recipe. @module */
import { InputError } from "../errors.ts";
import type { Filter } from "../filters/filter.ts";
import { describeAllowed, formatValue, type Param } from "../filters/param.ts";
import { allFilters, filterNames, findFilter } from "../filters/registry.ts";
import { didYouMean } from "../suggest.ts";
import { readArgs } from "./args.ts";
import { EXIT } from "./exit_code.ts";
import { FILTERS_OPTIONS } from "./options/lists.ts";
import { taskCommand } from "./invocation.ts";
import type { Output } from "./output.ts";
import { loadPlugins } from "./plugins.ts";
import { JSON_VERSION } from "./report_json.ts";
import { columns } from "./text_table.ts";

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {InputError} `unknown_filter`, `bad_plugin` or `bad_option`
 */
export async function runFilters(args: readonly string[], output: Output): Promise<number> {
  const { operands, lists, switches } = readArgs(args, FILTERS_OPTIONS.options);
  await loadPlugins(lists.get("plugin") ?? []);
  const chosen = operands.length === 0 ? allFilters() : operands.map(lookUp);
  if (switches.has("json")) {
    output.json({ version: JSON_VERSION, filters: chosen.map(filterToJson) });
    return EXIT.done;
  }
  const lines = operands.length === 0 ? listLines(chosen) : chosen.flatMap(filterLines);
  lines.forEach((line) => output.result(line));
  return EXIT.done;
}

function lookUp(name: string): Filter {
  const filter = findFilter(name);
  if (filter !== undefined) return filter;
  const names = filterNames();
  throw new InputError(
    "unknown_filter",
    `Cannot show '${name}' as it is no filter${didYouMean(name, names)}: ` +
      `filters are ${names.join(", ")}`,
  );
}

function listLines(filters: readonly Filter[]): string[] {
  return [
    ...columns(filters.map(({ name, summary }) => [name, summary])),
    "",
    `One filter with its parameters: ${taskCommand()} filters ${filters[0].name}`,
  ];
}

function filterLines(filter: Filter): string[] {
  const { name, aliases = [], summary, params, border, alpha, example } = filter;
  return [
    `${name}: ${summary}`,
    ...(aliases.length === 0 ? [] : [`Also called ${aliases.join(", ")}`]),
    "",
    ...paramLines(params),
    "",
    ...columns([["Border:", border], ["Alpha:", alpha], ["Example:", `-f ${example}`]]),
    "",
  ];
}

function paramLines(params: Readonly<Record<string, Param>>): string[] {
  const rows = Object.entries(params).map(([key, param]) => [key, paramText(param)] as const);
  return rows.length === 0 ? ["No parameters"] : ["Parameters:", ...columns(rows)];
}

function paramText(param: Param): string {
  const unit = "unit" in param ? `, in ${param.unit}` : "";
  const standard = param.default === undefined ? "" : ` [${formatValue(param, param.default)}]`;
  return `${param.description}: ${describeAllowed(param)}${unit}${standard}`;
}

function filterToJson(filter: Filter): unknown {
  const { name, kind, aliases = [], summary, border, alpha, example, params } = filter;
  const list = Object.entries(params).map(([key, param]) => ({ name: key, ...param }));
  return { name, kind, aliases, summary, border, alpha, example, params: list };
}
