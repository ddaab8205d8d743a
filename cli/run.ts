/** Chooses the command, and sees to it that no error reaches a user raw. @module */
import deno from "../deno.json" with { type: "json" };
import { ERROR_RULES, errorCode, InputError, PixelpoolError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import { wantsJson } from "./args.ts";
import { EXIT } from "./exit_code.ts";
import { type Output, TerminalOutput } from "./output.ts";
import { errorToJson } from "./report_json.ts";

/**
 * Runs the command line.
 *
 * @param args without the name of the program
 * @returns the exit status
 */
export async function run(
  args: readonly string[],
  output: Output = new TerminalOutput(),
): Promise<number> {
  const [command = "help", ...rest] = args;
  try {
    return await dispatch(command, rest, output);
  } catch (thrown) {
    return report(thrown, args, output);
  }
}

// Commands are imported when they are chosen: a list of filters needs no pool.
async function dispatch(
  command: string,
  args: readonly string[],
  output: Output,
): Promise<number> {
  switch (command) {
    case "process":
      return await (await import("./process.ts")).runProcess(args, output);
    case "filters":
      return await (await import("./filters.ts")).runFilters(args, output);
    case "codecs":
      return (await import("./codecs.ts")).runCodecs(args, output);
    case "stress":
      return await (await import("./stress.ts")).runStressCommand(args, output);
    case "help":
    case "--help":
    case "-h":
      return await help(args, output);
    case "--version":
      output.result(`pixelpool ${deno.version}`);
      return EXIT.done;
    default:
      throw await unknownCommand(command);
  }
}

async function help([command]: readonly string[], output: Output): Promise<number> {
  const { COMMANDS, programHelp } = await import("./help.ts");
  if (command !== undefined && command !== "help" && Object.hasOwn(COMMANDS, command)) {
    return await dispatch(command, ["--help"], output);
  }
  if (command !== undefined && command !== "help" && !command.startsWith("-")) {
    throw await unknownCommand(command);
  }
  programHelp().forEach((line) => output.result(line));
  return EXIT.done;
}

async function unknownCommand(command: string): Promise<InputError> {
  const names = Object.keys((await import("./help.ts")).COMMANDS);
  return new InputError(
    "bad_option",
    `Cannot run '${command}' as it is no command${didYouMean(command, names)}: ` +
      `commands are ${names.join(", ")}`,
  );
}

function report(thrown: unknown, args: readonly string[], output: Output): number {
  const code = errorCode(thrown);
  const message = thrown instanceof PixelpoolError
    ? thrown.message
    : "Cannot go on as an unexpected error was thrown (internal_error): --debug shows where";
  if (wantsJson(args)) output.json(errorToJson(code, message));
  else output.note(message);
  if (args.includes("--debug") && thrown instanceof Error) {
    (thrown.stack ?? String(thrown)).split("\n").forEach((line) => output.note(line));
  }
  return ERROR_RULES[code].exit;
}
