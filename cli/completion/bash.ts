/** Completion for bash, from 3.2 on and without the package bash-completion. @module */
import type { OptionSpec } from "../args.ts";
import {
  type CompletedCommand,
  type Completions,
  RECIPE_OPTION,
  spellings,
} from "./completions.ts";

/** Where the names of files are no answer; bash before 4.0 knows no such thing and offers them. */
const NO_FILES = "compopt +o default +o bashdefault 2> /dev/null; return";
const FOLDERS = "compopt +o default -o dirnames 2> /dev/null; return";

/** The script as lines. */
export function bashScript({ commands, filters }: Completions): string[] {
  const names = [...commands.map(({ name }) => name), "help"].join(" ");
  return [
    "# Completion of pixelpool for bash: source <(pixelpool completion bash)",
    "_pixelpool() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
    '  local command="${COMP_WORDS[1]}" words="" options="" operands="" prefix=""',
    "  COMPREPLY=()",
    "  # bash takes --mode=auto for three words.",
    '  if [[ $current == "=" ]]; then current=""',
    '  elif [[ $previous == "=" ]]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi',
    "  if (( COMP_CWORD == 1 )); then",
    `    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))`,
    "    return",
    "  fi",
    '  case "$command $previous" in',
    ...commands.flatMap((command) => valueCases(command, filters)),
    "  esac",
    '  case "$command" in',
    ...commands.map(commandCase),
    `    help) operands="${names}" ;;`,
    "  esac",
    '  if [[ -z $words && $current == -* ]]; then words="$options"',
    '  elif [[ -z $words ]]; then words="$operands"; fi',
    "  # Without words bash completes names of files.",
    "  if [[ -n $words ]]; then",
    '    COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "${current#"$prefix"}"))',
    "  fi",
    "}",
    "complete -o bashdefault -o default -F _pixelpool pixelpool",
  ];
}

function valueCases({ name, options }: CompletedCommand, filters: readonly string[]): string[] {
  return options.filter(({ value }) => value !== undefined).map((option) => {
    const patterns = spellings(option).map((spelling) => `"${name} ${spelling}"`).join("|");
    return `    ${patterns}) ${valueAction(option, filters)} ;;`;
  });
}

function valueAction({ name, values }: OptionSpec, filters: readonly string[]): string {
  if (name === RECIPE_OPTION) {
    // After the last comma of a recipe the next filter begins.
    return `words="${filters.join(" ")}"; ` +
      'if [[ $current == *,* ]]; then prefix="${current%,*},"; fi';
  }
  if (values === "file") return "return";
  if (values === "folder") return FOLDERS;
  return values === undefined ? NO_FILES : `words="${values.join(" ")}"`;
}

function commandCase({ name, operands, options }: CompletedCommand): string {
  const list = options.map((option) => `--${option.name}`).join(" ");
  const words = typeof operands === "string" ? "" : operands.join(" ");
  return `    ${name}) options="${list}"; operands="${words}" ;;`;
}
