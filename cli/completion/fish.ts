/** Completion for fish. @module */
import type { OptionSpec, ValueSource } from "../args.ts";
import { type CompletedCommand, type Completions, RECIPE_OPTION } from "./completions.ts";

/** The script as lines. */
export function fishScript({ commands, filters }: Completions): string[] {
  const names = [...commands.map(({ name }) => name), "help"];
  return [
    "# Completion of pixelpool for fish: write it to ~/.config/fish/completions/pixelpool.fish",
    "function __pixelpool_recipe",
    "    # After the last comma of a recipe the next filter begins.",
    "    set -l begun (string replace -r '[^,]*$' '' -- (commandline -ct))",
    `    printf '%s\\n' $begun(string split ' ' ${quoted(filters.join(" "))})`,
    "end",
    "complete -c pixelpool -f",
    ...commands.map(({ name, summary }) =>
      `complete -c pixelpool -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`
    ),
    "complete -c pixelpool -n __fish_use_subcommand -a help -d 'show the help of a command'",
    `complete -c pixelpool -n '__fish_seen_subcommand_from help' -a ${quoted(names.join(" "))}`,
    ...commands.flatMap(commandLines),
  ];
}

function commandLines({ name, operands, options }: CompletedCommand): string[] {
  const start = `complete -c pixelpool -n '__fish_seen_subcommand_from ${name}'`;
  const words = sourceFlags(operands);
  return [
    ...(words === "" ? [] : [`${start} ${words}`]),
    ...options.map((option) => `${start} ${optionFlags(option)}`),
  ];
}

function optionFlags({ name, short, value, values, description }: OptionSpec): string {
  const names = `${short === undefined ? "" : `-s ${short} `}-l ${name}`;
  const [text] = description.split(/[:;[]/);
  const described = `-d ${quoted(text.trim())}`;
  if (value === undefined) return `${names} ${described}`;
  const source = name === RECIPE_OPTION ? "-a '(__pixelpool_recipe)'" : sourceFlags(values);
  return `${names} -r ${source} ${described}`.replace("  ", " ");
}

function sourceFlags(values: ValueSource | undefined): string {
  if (values === "file") return "-F";
  if (values === "folder") return "-a '(__fish_complete_directories)'";
  return values === undefined || values.length === 0 ? "" : `-a ${quoted(values.join(" "))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
