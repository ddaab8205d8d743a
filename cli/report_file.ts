/** The report as a file: `--report`. @module */
import { dirname, resolve } from "node:path";
import { InputError, PixelpoolError } from "../errors.ts";
import { prepareFolder, writeAtomically } from "../files/atomic_write.ts";
import type { Batch } from "./batch.ts";
import { printableJson } from "./printable.ts";

/**
 * Makes sure that the report can be written before hours of work are done.
 *
 * @throws {InputError} `bad_option` when it cannot, or when the file is an input or a result
 */
export async function prepareReport(
  path: string,
  { jobs }: Pick<Batch, "jobs">,
): Promise<void> {
  const file = resolve(path);
  const isTaken = jobs.some(({ input, output }) =>
    resolve(input) === file || resolve(output) === file
  );
  if (isTaken) throw refusal(path, "it is one of the pictures");
  if (await isFolder(path)) throw refusal(path, "it is a folder");
  await prepareFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

function refusal(path: string, reason: string): InputError {
  return new InputError("bad_option", `Cannot write the report to '${path}' as ${reason}`);
}

/**
 * Writes the report, whole or not at all.
 *
 * @returns what to say when it cannot be written; the pictures are done nevertheless
 */
export async function writeReport(path: string, report: unknown): Promise<string | undefined> {
  try {
    await writeAtomically(path, new TextEncoder().encode(`${printableJson(report, 2)}\n`));
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof PixelpoolError)) throw thrown;
    return thrown.message.replace("Cannot write file", `Cannot write the report to '${path}'`);
  }
}
