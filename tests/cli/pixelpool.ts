/** Runs the real program in a process of its own, as a user does. @module */
import { assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";

/** The program's own permissions, those of `deno task process`. */
const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-ffi",
  "--allow-run",
  "--allow-net",
  "--allow-sys=systemMemoryInfo",
];

/** No folder can be made below a file: what is learned of this machine is remembered by no test. */
const NO_CACHE = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** Longer than any run here takes, also on a busy machine. */
const RUN_MS = 120_000;

/** How it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** The same as it came: a picture is no text. */
  readonly bytes: Uint8Array;
  readonly stderr: string;
}

/** The report that `--json` prints. */
export interface JsonReport {
  readonly version: number;
  readonly mode: string;
  readonly workers: number;
  readonly sandboxed: boolean;
  readonly isolated: boolean;
  readonly degraded: boolean;
  readonly files: readonly {
    readonly input: string;
    readonly output: string | null;
    readonly status: string;
    readonly code?: string;
    readonly message?: string;
    readonly resumed?: boolean;
    readonly width: number | null;
    readonly height: number | null;
    readonly bytes_in: number;
    readonly bytes_out: number;
    readonly ms: Readonly<Record<string, number>>;
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** Options of a start. */
export interface StartOptions {
  /** More flags for Deno, for instance `--deny-read=FILE`. @default [] */
  readonly deno?: readonly string[];
  /** Where the program may remember things. @default nowhere */
  readonly cache?: string;
  /** What comes through the standard input. @default nothing */
  readonly stdin?: Uint8Array | string;
  /** More of the environment. @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what is kept from everybody is kept from root as well, on Linux. @default false */
  readonly obeys?: boolean;
}

/** A running program. */
export class Running {
  readonly #child: Deno.ChildProcess;

  constructor(folder: string, args: readonly string[], options: StartOptions = {}) {
    const [program, ...first] = options.obeys
      ? [...obedient(), Deno.execPath()]
      : [Deno.execPath()];
    this.#child = new Deno.Command(program, {
      args: [...first, ...denoArgs(options), ...args],
      cwd: folder,
      env: { PIXELPOOL_CACHE: options.cache ?? NO_CACHE, ...options.env },
      stdin: options.stdin === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    if (options.stdin !== undefined) this.#feed(options.stdin);
  }

  get pid(): number {
    return this.#child.pid;
  }

  kill(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  async #feed(stdin: Uint8Array | string): Promise<void> {
    try {
      await new Blob([stdin as BlobPart]).stream().pipeTo(this.#child.stdin);
    } catch {
      // The program ended before it had read everything.
    }
  }

  /** Waits for the end. No run may show a stack. */
  async ended(): Promise<Ended> {
    try {
      const { code, stdout, stderr } = await deadline(this.#child.output(), RUN_MS);
      const ended = { code, stdout: decode(stdout), bytes: stdout, stderr: decode(stderr) };
      assertNoStack(ended);
      return ended;
    } catch (thrown) {
      try {
        this.#child.kill("SIGKILL");
      } catch {
        // It ended by itself.
      }
      throw thrown;
    }
  }
}

/** Runs the program to its end in `folder`. */
export function pixelpool(
  folder: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<Ended> {
  return new Running(folder, args, options).ended();
}

/** Whether the option `obeys` can be kept here. */
export async function canObey(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const [program = "true", ...args] = obedient();
  try {
    const command = new Deno.Command(program, { args: args.length > 0 ? [...args, "true"] : [] });
    return (await command.output()).success;
  } catch {
    return false;
  }
}

/** Root without the privilege to pass over permissions. */
function obedient(): string[] {
  return Deno.uid() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
}

/** The command line that starts the program, without its own arguments. */
export function denoArgs({ deno = [] }: StartOptions = {}): string[] {
  const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
  return ["run", "--no-prompt", ...PERMISSIONS, ...deno, main];
}

/** The report in a run's stdout, which must hold nothing else. */
export function jsonReport({ stdout }: Pick<Ended, "stdout">): JsonReport {
  return JSON.parse(stdout);
}

function assertNoStack({ stdout, stderr }: Pick<Ended, "stdout" | "stderr">): void {
  const frames = [stdout, stderr].flatMap((text) => text.split("\n"))
    // Deno itself reports a worker that cannot be started, and nothing can keep it from doing so.
    .filter((line) => !line.includes("Uncaught (in worker"))
    .filter((line) => /^\s+at .*:\d+/.test(line) || line.includes("Uncaught"));
  assertEquals(frames, []);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
