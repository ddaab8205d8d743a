/** `pixelpool help [COMMAND]`: written from the declarations, so that it cannot fall behind. @module */
import { COMMANDS } from "./commands.ts";
import { printHelp } from "./help/print_help.ts";
import type { HelpPage } from "./help/help_page.ts";
import type { Output } from "./output.ts";

/** Help of the program; every command has a page of its own. */
const PROGRAM_PAGE: HelpPage = {
  name: "pixelpool",
  summary: "heavy image filters over many pictures at once",
  synopsis: ["COMMAND [OPTIONS]", "help COMMAND", "--version"],
  description: [
    "Runs filters over pictures, on one thread or on all cores, and tells what each way costs. 'pixelpool help COMMAND' " +
    "says more about each command. In a clone of the project, 'deno task process' stands for 'pixelpool process'.",
  ],
  commands: Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const),
  groups: [{
    title: "",
    options: [
      { name: "version", description: "Show the version" },
      { name: "help", short: "h", description: "Show this help" },
    ],
  }],
  examples: [
    { what: "Resize a folder of photos", command: "process photos -f resize:1600,sharpen -o out" },
    { what: "What a command can do", command: "help process" },
    { what: "What a filter can do", command: "filters blur" },
  ],
  exit: [["0", "Done"], ["1", "Failed"], ["2", "The command line is wrong"]],
};

/** Prints the help of the program, or of a command. */
export async function runHelp(command: string | undefined, output: Output): Promise<void> {
  const page = command === undefined ? PROGRAM_PAGE : await COMMANDS[command].page();
  printHelp(page, output);
}
