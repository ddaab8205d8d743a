/** Help of `pixelpool completion`. @module */
import { LIST_OPTIONS } from "../options/lists.ts";
import { LISTING_EXIT } from "./exit_statuses.ts";
import type { HelpPage } from "./help_page.ts";

/** Its page. */
export const COMPLETION_PAGE: HelpPage = {
  name: "pixelpool completion",
  summary: "print a script that completes words in bash, zsh or fish",
  synopsis: ["[OPTIONS] bash|zsh|fish"],
  description: [
    "Prints a script for the shell that is named. It completes commands, options, their values and the names of " +
    "filters for a program called pixelpool; 'deno install --global' makes one of a clone.",
    "In bash, put 'source <(pixelpool completion bash)' into ~/.bashrc. In zsh, write the script to _pixelpool in a " +
    "folder of $fpath. In fish, write it to ~/.config/fish/completions/pixelpool.fish.",
  ],
  groups: [LIST_OPTIONS],
  examples: [
    { what: "For this shell only", command: "completion bash > pixelpool.bash" },
    { what: "For fish", command: "completion fish > pixelpool.fish" },
  ],
  exit: LISTING_EXIT,
};
