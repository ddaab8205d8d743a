/** `pixelpool codecs`: formats, and who reads and writes them. @module */
import type { Provider } from "../codecs/codec.ts";
import { providerFor, PROVIDERS } from "../codecs/registry.ts";
import { InputError } from "../errors.ts";
import { FORMATS } from "../files/extension.ts";
import { readArgs } from "./args.ts";
import { EXIT } from "./exit_code.ts";
import { LIST_OPTIONS, listHelp, table } from "./help.ts";
import type { Output } from "./output.ts";
import { JSON_VERSION } from "./report_json.ts";

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {InputError} `bad_option`
 */
export function runCodecs(args: readonly string[], output: Output): number {
  const { operands, switches } = readArgs(args, LIST_OPTIONS);
  if (switches.has("help")) {
    const summary = "Lists the formats and the providers that --codec takes.";
    listHelp("codecs [OPTIONS]", summary).forEach((line) => output.result(line));
    return EXIT.done;
  }
  if (operands.length > 0) {
    throw new InputError("bad_option", `Cannot use '${operands[0]}' as codecs takes no names`);
  }
  if (switches.has("json")) output.json(codecsToJson());
  else codecLines().forEach((line) => output.result(line));
  return EXIT.done;
}

function codecLines(): string[] {
  return [
    "Formats, read and written:",
    ...table(
      FORMATS.map((format) => [format, `${providerFor(format).name} unless --codec names another`]),
    ),
    "",
    "Providers:",
    ...table(PROVIDERS.map((provider) => [provider.name, providerText(provider)])),
  ];
}

function providerText({ formats, summary, sandbox }: Provider): string {
  const where = sandbox === "none" ? "needs no permission" : "no sandbox";
  return `${formats.join(", ")}: ${summary} (${where})`;
}

function codecsToJson(): unknown {
  return {
    version: JSON_VERSION,
    formats: FORMATS.map((name) => ({ name, default_provider: providerFor(name).name })),
    providers: PROVIDERS.map(({ name, summary, formats, sandbox }) => ({
      name,
      summary,
      formats,
      sandbox,
    })),
  };
}
