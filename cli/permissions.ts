/** Gives back the permissions that a run does not need. @module */
import { InputError } from "../errors.ts";

/** What a run needs beyond files. */
export interface NeededPermissions {
  /** Native code and the environment, for a provider that is native. */
  readonly native: boolean;
  /** Starting a program and talking to it over a socket, for workers in a process of their own. */
  readonly isolate: boolean;
}

/**
 * The task grants more than most runs need because a task cannot know its arguments; what is given back cannot
 * be asked for again without somebody's consent.
 *
 * @throws {InputError} `bad_option` when native code, or a process of its own, is wanted and may not be started
 */
export async function dropPermissions({ native, isolate }: NeededPermissions): Promise<void> {
  if (native) refuseWithoutNative();
  else await revoke("ffi", "env");
  if (!isolate) return await revoke("run", "net");
  if (isGranted("run") && isGranted("net")) return;
  throw new InputError(
    "bad_option",
    "Cannot isolate as the program may not start a process and talk to it: " +
      "it needs --allow-run and --allow-net",
  );
}

/** One line now instead of an error a picture later. */
function refuseWithoutNative(): void {
  const missing = (["read", "env", "ffi"] as const).filter((name) => !isGranted(name));
  if (missing.length === 0) return;
  throw new InputError(
    "bad_option",
    "Cannot use --codec with native code as the program may not run any: " +
      `it needs ${missing.map((name) => `--allow-${name}`).join(", ")}`,
  );
}

type Name = "read" | "ffi" | "env" | "run" | "net";

async function revoke(...names: Name[]): Promise<void> {
  for (const name of names) await Deno.permissions.revoke({ name });
}

function isGranted(name: Name): boolean {
  return Deno.permissions.querySync({ name }).state === "granted";
}
