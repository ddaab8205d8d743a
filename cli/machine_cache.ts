/** Remembers how fast this machine is, so that later commands choose better. @module */
import { dirname, isAbsolute, join } from "node:path";
import deno from "../deno.json" with { type: "json" };
import { writeAtomically } from "../files/atomic_write.ts";
import { isMachine, type Machine } from "../jobs/machine.ts";

/**
 * The file of this user, in the folder that `PIXELPOOL_CACHE` names, else in `pixelpool` of `XDG_CACHE_HOME`
 * or `~/.cache`; `undefined` when the environment names none or may not be read. To be asked before the permission for the environment is given back.
 */
export function machineCacheFile(): string | undefined {
  const caches = absolute(variable("XDG_CACHE_HOME")) ?? variable("LOCALAPPDATA") ??
    below(variable("HOME"), ".cache");
  const folder = absolute(variable("PIXELPOOL_CACHE")) ?? below(caches, "pixelpool");
  return below(folder, "machine.json");
}

/** What is known of this machine; `undefined` when nothing is, or what is known is of another version. */
export async function readMachine(file: string | undefined): Promise<Machine | undefined> {
  if (file === undefined || !isGranted({ name: "read", path: file })) return undefined;
  try {
    const { key, machine } = JSON.parse(await Deno.readTextFile(file));
    return key === machineKey() && isMachine(machine) ? machine : undefined;
  } catch {
    // Missing, unreadable or broken: it will be learned again.
    return undefined;
  }
}

/** Remembers; where that cannot be, the next command starts from what this one started from. */
export async function writeMachine(file: string | undefined, machine: Machine): Promise<void> {
  if (file === undefined || !isGranted({ name: "write", path: dirname(file) })) return;
  const text = `${JSON.stringify({ key: machineKey(), machine })}\n`;
  try {
    await writeAtomically(file, new TextEncoder().encode(text), { overwrite: true });
  } catch {
    // Nothing depends on it.
  }
}

/** Times of one version on one machine say little about another. */
function machineKey(): string {
  return [deno.version, Deno.version.deno, Deno.build.target, navigator.hardwareConcurrency].join(
    "/",
  );
}

function variable(name: string): string | undefined {
  return isGranted({ name: "env", variable: name }) ? Deno.env.get(name) || undefined : undefined;
}

/** Asking for what is not granted would stop and ask the user. */
function isGranted(descriptor: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

function below(folder: string | undefined, ...names: string[]): string | undefined {
  return folder === undefined ? undefined : join(folder, ...names);
}
