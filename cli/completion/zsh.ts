/** Completion for zsh. @module */
import type { OptionSpec, ValueSource } from "../args.ts";
import {
  type CompletedCommand,
  type Completions,
  RECIPE_OPTION,
  spellings,
} from "./completions.ts";

/** The script as lines; it works as a file `_pixelpool` in `$fpath` and when it is sourced. */
export function zshScript({ commands, filters }: Completions): string[] {
  return [
    "#compdef pixelpool",
    "# Completion of pixelpool for zsh: write it to _pixelpool in a folder of $fpath",
    "_pixelpool_filters() {",
    `  local -a names=(${filters.join(" ")})`,
    "  # After the last comma of a recipe the next filter begins.",
    "  compset -P '*,'",
    "  compadd -S '' -a names",
    "}",
    "_pixelpool() {",
    "  local -a commands=(",
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`),
    "    'help:show the help of a command'",
    "  )",
    "  if (( CURRENT == 2 )); then",
    "    _describe command commands",
    "    return",
    "  fi",
    "  local command=$words[2]",
    "  shift words",
    "  (( CURRENT-- ))",
    "  case $command in",
    ...commands.flatMap(commandCase),
    "    help) _describe command commands ;;",
    "  esac",
    "}",
    'if [[ $funcstack[1] == _pixelpool ]]; then _pixelpool "$@"; else compdef _pixelpool pixelpool; fi',
  ];
}

function commandCase({ name, operands, options }: CompletedCommand): string[] {
  const specs = options.flatMap(optionSpecs);
  const rest = actionOf(operands);
  return [
    `    ${name})`,
    "      _arguments -s \\",
    ...specs.map((spec) => `        ${quoted(spec)} \\`),
    `        ${quoted(`*:operand:${rest}`)}`,
    "      ;;",
  ];
}

/** `(-o --out)--out=[Folder of the results]:PATH:_files`, for each spelling. */
function optionSpecs(option: OptionSpec): string[] {
  const all = spellings(option);
  const excluded = option.repeatable ? "" : `(${all.join(" ")})`;
  const [description] = option.description.split(/[:;[]/);
  return all.map((spelling) => {
    const start = `${option.repeatable ? "*" : excluded}${spelling}`;
    const text = `[${description.trim().replace(/[\[\]\\]/g, "\\$&")}]`;
    if (option.value === undefined) return start + text;
    const action = option.name === RECIPE_OPTION ? "_pixelpool_filters" : actionOf(option.values);
    return `${start}${spelling.startsWith("--") ? "=" : "+"}${text}:${option.value}:${action}`;
  });
}

function actionOf(values: ValueSource | undefined): string {
  if (values === "file") return "_files";
  if (values === "folder") return "_files -/";
  return values === undefined || values.length === 0 ? " " : `(${values.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
