/** Starts a child host and connects to it. @module */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HostSettings } from "./host_options.ts";

/** A host on its way. */
export interface Launched {
  /** The process. */
  readonly child: Deno.ChildProcess;
  /** Resolves with the connection, once; rejects after `abandon`. */
  readonly connection: Promise<Deno.Conn>;
  /** Gives up the wait for the connection; safe at any time. */
  abandon(): void;
}

const MAIN = new URL("./main.ts", import.meta.url);
const ROOT = new URL("../", import.meta.url);

/**
 * Starts the process. Its socket lies in a folder that nobody else may enter, and which is gone as soon as the two
 * are connected: whatever happens later, no file is left.
 *
 * @throws {Deno.errors.NotCapable} when the program may not start processes, listen, or write temporary files
 */
export function launchHost(settings: HostSettings): Launched {
  const folder = Deno.makeTempDirSync({ prefix: "pixelpool-" });
  const path = join(folder, "host.sock");
  let listener: Deno.Listener | undefined;
  try {
    listener = Deno.listen({ transport: "unix", path });
    const child = new Deno.Command(Deno.execPath(), {
      args: commandLine(path, settings),
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const abandon = onceOnly(() => cleanUp(listener, folder));
    const connection = listener.accept().finally(abandon);
    return { child, connection, abandon };
  } catch (error) {
    cleanUp(listener, folder);
    throw error;
  }
}

function cleanUp(listener: Deno.Listener | undefined, folder: string): void {
  listener?.close();
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (thrown) {
    // Whoever tidies temporary folders may have been here before.
    if (!(thrown instanceof Deno.errors.NotFound)) throw thrown;
  }
}

function onceOnly(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

function commandLine(path: string, settings: HostSettings): string[] {
  const { memoryBytes } = settings;
  // Pixels and files lie outside the heap: half of the memory is far more than any thread has use for.
  const heap = Math.max(64, Math.ceil(memoryBytes / 2 ** 21));
  return [
    "run",
    "--no-prompt",
    ...(MAIN.protocol === "file:" ? ["--config", fileURLToPath(new URL("deno.json", ROOT))] : []),
    ...accessFlags(path, settings),
    ...(heap < Infinity ? [`--v8-flags=--max-old-space-size=${heap}`] : []),
    MAIN.href,
    path,
  ];
}

/**
 * What the process may do: use its socket, and read the modules of its workers. Native code needs more; a host has
 * that exactly when the program has it, and its sandboxed workers never do.
 */
function accessFlags(socket: string, { pool: { access, group } }: HostSettings): string[] {
  const names = access === "inherit" ? ALL_ACCESS : NATIVE_ACCESS;
  const passedOn: readonly string[] = access === "inherit" || isGranted("ffi")
    ? names.filter(isGranted)
    : [];
  const modules = [group.script, ...group.plugins.map((plugin) => new URL(plugin))]
    .filter(isFile).map((url) => dirname(fileURLToPath(url)));
  const root = isFile(ROOT) ? [fileURLToPath(ROOT)] : [];
  const lists = {
    net: [`unix:${socket}`],
    write: [socket],
    read: [...new Set([socket, ...root, ...modules])],
  };
  // A list would narrow a flag that stands beside it without one.
  const narrow = Object.entries(lists).filter(([name]) => !passedOn.includes(name));
  return [
    ...narrow.map(([name, items]) => `--allow-${name}=${items.map(escape).join(",")}`),
    ...passedOn.map((name) => `--allow-${name}`),
  ];
}

function isFile({ protocol }: URL): boolean {
  return protocol === "file:";
}

const NATIVE_ACCESS = ["ffi", "env", "read"] as const;
const ALL_ACCESS = ["ffi", "env", "read", "write", "net", "run", "sys"] as const;

function isGranted(name: (typeof ALL_ACCESS)[number]): boolean {
  return Deno.permissions.querySync({ name }).state === "granted";
}

/** A comma would end the path. */
function escape(path: string): string {
  return path.replaceAll(",", ",,");
}
