/** Chooses the command, and sees to it that no error reaches a user raw. @module */
import {
  ERROR_RULES,
  type ErrorCode,
  errorCode,
  InputError,
  OutputError,
  PixelpoolError,
} from "../errors.ts";
import { hasSwitch } from "./args.ts";
import type { Tone } from "./colour.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT } from "./exit_code.ts";
import { type Output, TerminalOutput } from "./output.ts";

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
    return await report(thrown, args, output);
  }
}

async function dispatch(
  command: string,
  args: readonly string[],
  output: Output,
): Promise<number> {
  switch (command) {
    case "help":
    case "--help":
    case "-h":
      return await help(args.find((argument) => !argument.startsWith("-")), output);
    case "--version":
    case "-V":
      return await dispatch("version", args, output);
  }
  if (!Object.hasOwn(COMMANDS, command)) throw await unknownCommand(command);
  // Before the command is loaded, which for help would be in vain.
  if (hasSwitch(args, "--help", "-h")) return await help(command, output);
  return await COMMANDS[command].run(args, output);
}

async function help(command: string | undefined, output: Output): Promise<number> {
  const topic = command === "help" ? undefined : command;
  if (topic !== undefined && !Object.hasOwn(COMMANDS, topic)) throw await unknownCommand(topic);
  await (await import("./help.ts")).runHelp(topic, output);
  return EXIT.done;
}

async function unknownCommand(command: string): Promise<InputError> {
  const { didYouMean } = await import("../suggest.ts");
  const names = [...Object.keys(COMMANDS), "help"];
  return new InputError(
    "bad_option",
    `Cannot run '${command}' as it is no command${didYouMean(command, names)}: ` +
      `commands are ${names.join(", ")}`,
  );
}

async function report(
  thrown: unknown,
  args: readonly string[],
  output: Output,
): Promise<number> {
  const code = errorCode(thrown);
  const message = thrown instanceof PixelpoolError
    ? thrown.message
    : "Cannot go on as an unexpected error was thrown (internal_error): --debug shows where";
  const note = (line: string, tone?: Tone) => isPrinted(() => output.note(line, tone));
  if (!await isToldAsJson(code, message, args, output)) note(message, "bad");
  if (hasSwitch(args, "--debug") && thrown instanceof Error) {
    (thrown.stack ?? String(thrown)).split("\n").forEach((line) => note(line));
  }
  return ERROR_RULES[code].exit;
}

/** Whether the stream took it: one that refused the result refuses the error as well. */
function isPrinted(print: () => void): boolean {
  try {
    print();
    return true;
  } catch (thrown) {
    if (thrown instanceof OutputError) return false;
    throw thrown;
  }
}

/** Whether the error was wanted as JSON, and could be printed. */
async function isToldAsJson(
  code: ErrorCode,
  message: string,
  args: readonly string[],
  output: Output,
): Promise<boolean> {
  const isDocument = hasSwitch(args, "--json");
  if (!isDocument && !hasSwitch(args, "--ndjson")) return false;
  const { errorToJson } = await import("./report_json.ts");
  const error = errorToJson(code, message);
  return isPrinted(() => isDocument ? output.json(error) : output.jsonLine(error));
}
