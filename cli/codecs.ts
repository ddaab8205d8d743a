/** `pixelpool codecs`: formats, and who reads and writes them. @module */
import { type Direction, type Format, FORMATS, type Provider } from "../codecs/codec.ts";
import { canUse, providerFor, PROVIDERS } from "../codecs/registry.ts";
import { InputError } from "../errors.ts";
import { readArgs } from "./args.ts";
import { EXIT } from "./exit_code.ts";
import { LIST_OPTIONS } from "./options/lists.ts";
import type { Output } from "./output.ts";
import { JSON_VERSION } from "./report_json.ts";
import { columns } from "./text_table.ts";

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {InputError} `bad_option`
 */
export function runCodecs(args: readonly string[], output: Output): number {
  const { operands, switches } = readArgs(args, LIST_OPTIONS.options);
  if (operands.length > 0) {
    throw new InputError("bad_option", `Cannot use '${operands[0]}' as codecs takes no names`);
  }
  if (switches.has("json")) output.json(codecsToJson());
  else codecLines().forEach((line) => output.result(line));
  return EXIT.done;
}

function codecLines(): string[] {
  return [
    "Formats, and who reads and writes them unless --codec names another:",
    ...columns(FORMATS.map((format) => [format, defaultsText(format)])),
    "",
    "Providers:",
    ...columns(PROVIDERS.map((provider) => [provider.name, providerText(provider)])),
  ];
}

function defaultsText(format: Format): string {
  const [reader, writer] = [defaultName(format, "read"), defaultName(format, "write")];
  if (reader === writer) return reader ?? "only by a provider of --codec";
  return `read by ${reader ?? "none"}, written by ${writer ?? "none"}`;
}

function defaultName(format: Format, direction: Direction): string | undefined {
  return canUse(format, direction) ? providerFor(format, direction).name : undefined;
}

function providerText({ reads, writes, summary, sandbox }: Provider): string {
  const where = sandbox === "none" ? "needs no permission" : "no sandbox";
  return `${formatsText(reads, writes)}: ${summary} (${where})`;
}

/** Formats that go only one way say which. */
function formatsText(reads: readonly Format[], writes: readonly Format[]): string {
  return FORMATS.filter((format) => reads.includes(format) || writes.includes(format)).map(
    (format) => {
      if (!writes.includes(format)) return `${format} (read)`;
      return reads.includes(format) ? format : `${format} (write)`;
    },
  ).join(", ");
}

function codecsToJson(): unknown {
  return {
    version: JSON_VERSION,
    formats: FORMATS.map((name) => ({
      name,
      read_by: defaultName(name, "read") ?? null,
      written_by: defaultName(name, "write") ?? null,
    })),
    providers: PROVIDERS.map(({ name, summary, reads, writes, sandbox }) => ({
      name,
      summary,
      reads,
      writes,
      sandbox,
    })),
  };
}
