import { assert, assertEquals, assertMatch } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";
import { readProcessOptions } from "../../cli/process_options.ts";
import { readStressOptions } from "../../cli/stress_options.ts";
import deno from "../../deno.json" with { type: "json" };

/** Longer than any of them takes, also on a busy machine. */
const RUN_MS = 120_000;

const FOLDER = new URL("../../examples/lesson/", import.meta.url);

/** What an exercise prints, run by the command in its head. */
async function linesOf(name: string): Promise<string[]> {
  const file = fileURLToPath(new URL(name, FOLDER));
  const command = /deno run (.*?) examples\//.exec(await Deno.readTextFile(file));
  assert(command !== null, `${name} says how it is run`);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", ...command[1].split(" "), file],
    stdin: "null",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await deadline(process.output(), RUN_MS);
  const decoder = new TextDecoder();
  assertEquals([code, decoder.decode(stderr)], [0, ""]);
  return decoder.decode(stdout).trimEnd().split("\n");
}

Deno.test("event_loop.ts shows that sync holds the event loop and workers leave it free", async () => {
  const lines = await linesOf("event_loop.ts");
  const seen = lines.map((line) => /^(\w+): \d+ ms of work, (\d+) ticks/.exec(line));
  assertEquals(seen.map((match) => match?.[1]), ["sync", "async", "workers"]);
  assertEquals(seen[0]?.[2], "0");
  assert(Number(seen[2]?.[2]) > 0, lines.join("\n"));
});

Deno.test("waiting_and_computing.ts shows a speed-up with its efficiency for each way", async () => {
  const lines = await linesOf("waiting_and_computing.ts");
  const number = String.raw`[\d.]+`;
  const rest = `: \\d+ ms, speed-up ${number}, efficiency ${number} of [12]$`;
  const names = [
    "waiting, in turn",
    "waiting, at once on this thread",
    "computing, in turn",
    "computing, at once on this thread",
    "computing, two workers",
  ];
  assertEquals(lines.length, names.length);
  names.forEach((name, i) => assertMatch(lines[i], new RegExp(`^${name}${rest}`)));
  // Eight waits of 100 ms in turn and at once: no machine is so busy that they come out alike.
  const gain = /speed-up ([\d.]+)/.exec(lines[1]);
  assert(Number(gain?.[1]) > 1, lines[1]);
});

Deno.test("moving_pixels.ts shows that a moved frame is gone for the sender, and that sharing copies nothing", async () => {
  const lines = await linesOf("moving_pixels.ts");
  assertEquals(lines.map((line) => line.split(":")[0]), [
    "pack, copy, unpack",
    "copy",
    "move",
    "share",
    "after a move the sender holds 0 of 33177600 bytes",
  ]);
});

Deno.test("waiting_line.ts shows who is sent away and that whoever waits is served", async () => {
  const [reject, wait] = await linesOf("waiting_line.ts");
  assertEquals(
    reject,
    "reject: done done done queue_full queue_full queue_full (accepted 3, completed 3)",
  );
  assertEquals(wait, "wait: done done done done done done (accepted 6, completed 6)");
});

Deno.test("every command of docs/lesson.md names a task or a program that is there, and options that exist", async () => {
  const text = await Deno.readTextFile(new URL("../../docs/lesson.md", import.meta.url));
  const commands = [...text.matchAll(/(?:^|`)deno (task|run) ([^`\n#]+)/gm)]
    .map(([, kind, rest]) => [kind, ...rest.trim().split(/\s+/)]);
  assert(commands.length > 20, `${commands.length} commands`);
  for (const [kind, name, ...args] of commands) {
    if (kind === "run") {
      await Deno.stat(new URL(`../../${args.at(-1)}`, import.meta.url));
    } else {
      assert(Object.keys(deno.tasks).includes(name), name);
      if (name === "process") readProcessOptions(args);
      if (name === "stress") readStressOptions(args);
    }
  }
});
