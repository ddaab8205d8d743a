/** What a host leaves behind, and what it needs to be started. @module */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { eventually, within } from "../pool/support.ts";
import { isRunning } from "./support.ts";

const NEEDED = ["--allow-read", "--allow-write", "--allow-net", "--allow-run"];

/** Starts a program that has a host, with a folder of its own for what is temporary. */
function startParent(temporary: string, flags: readonly string[] = NEEDED): Deno.ChildProcess {
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const script = fileURLToPath(new URL("./parent.ts", import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", config, ...flags, script],
    env: { TMPDIR: temporary, NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream() as never)) {
    text += chunk;
    if (text.includes("\n")) break;
  }
  return text.split("\n")[0];
}

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  Deno.test(`a host ends with its parent and leaves no file, when the parent is ended by ${signal}`, async () => {
    await using temporary = await temporaryFolder();
    const parent = startParent(temporary.path);
    const line = await within(firstLine(parent.stdout));
    assertMatch(line, /^host \d+$/);
    const pid = Number(line.split(" ")[1]);
    assert(isRunning(pid));
    // Even while it runs: the socket has no name any more once the two are connected.
    assertEquals(namesIn(temporary.path), []);
    parent.kill(signal);
    await within(parent.status);
    await eventually("the host is gone", () => !isRunning(pid));
    assertEquals(namesIn(temporary.path), []);
  });
}

for (const missing of ["net", "run", "write"]) {
  Deno.test(`HostExecutor says what is missing and leaves no file, without --allow-${missing}`, async () => {
    await using temporary = await temporaryFolder();
    const flags = NEEDED.filter((flag) => flag !== `--allow-${missing}`);
    const parent = startParent(temporary.path, flags);
    const line = await within(firstLine(parent.stdout));
    assertEquals((await within(parent.status)).code, 1);
    const start = "WorkerCrashedError: Cannot start all workers as no host process can be started";
    assert(line.startsWith(start) && line.includes(`--allow-${missing}`), line);
    assertEquals(namesIn(temporary.path), []);
  });
}
