/** The scripts run in the shells they are for, where those are installed. @module */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { SHELLS } from "../../cli/completion.ts";
import { COMMANDS } from "../../cli/commands.ts";
import { PROCESS_OPTIONS } from "../../cli/process_options.ts";
import { run } from "../../cli/run.ts";
import { filterNames } from "../../filters/registry.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { RecordedOutput } from "./recorded_output.ts";

async function script(shell: string): Promise<string> {
  const output = new RecordedOutput();
  assertEquals(await run(["completion", shell], output), 0);
  return `${output.results.join("\n")}\n`;
}

const installed = new Map(
  await Promise.all(SHELLS.map(async (shell) => [shell, await isInstalled(shell)] as const)),
);

async function isInstalled(shell: string): Promise<boolean> {
  try {
    return (await new Deno.Command(shell, { args: ["-c", "exit 0"] }).output()).success;
  } catch {
    return false;
  }
}

/** Runs lines in a shell in a folder with the script in it; what is printed, by line. */
async function inShell(shell: string, flags: string[], lines: string): Promise<string[]> {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/script`, await script(shell));
  await Deno.mkdir(`${folder.path}/home`);
  await Deno.writeTextFile(`${folder.path}/run`, lines);
  const { success, stdout, stderr } = await new Deno.Command(shell, {
    args: [...flags, "run"],
    cwd: folder.path,
    env: { HOME: `${folder.path}/home`, XDG_CONFIG_HOME: `${folder.path}/home` },
    stdin: "null",
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
}

/** What bash would offer after these words, by its own call of the function that it registered. */
async function offeredByBash(...words: string[]): Promise<string[]> {
  const list = words.map((word) => `'${word}'`).join(" ");
  return (await inShell(
    "bash",
    ["--norc"],
    [
      "source ./script",
      // As bash itself finds the function: by the name of the program.
      "[[ $(complete -p pixelpool) =~ -F\\ ([^ ]+) ]]",
      `COMP_WORDS=(pixelpool ${list}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))`,
      '"${BASH_REMATCH[1]}" pixelpool "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join("\n"),
  )).sort();
}

const LONG_OPTIONS = PROCESS_OPTIONS.map(({ name }) => `--${name}`);

Deno.test({
  name: "completion bash offers commands, options, their values and filters in bash itself",
  ignore: !installed.get("bash"),
  async fn() {
    const commands = await offeredByBash("");
    assertEquals(commands, [...Object.keys(COMMANDS), "--help", "--version", "help"].sort());
    assertEquals(await offeredByBash("pro"), ["process"]);
    assertEquals(await offeredByBash("process", "--"), [...LONG_OPTIONS].sort());
    assertEquals(await offeredByBash("process", "a.jpg", "--keep"), ["--keep-structure"]);
    const modes = ["async", "auto", "bands", "sync", "workers"];
    assertEquals(await offeredByBash("process", "--mode", ""), modes);
    assertEquals(await offeredByBash("process", "--mode", "=", "w"), ["workers"]);
    assertEquals(await offeredByBash("process", "--mode", "="), modes);
    assertEquals(await offeredByBash("process", "-f", "shar"), ["sharpen"]);
    assertEquals(await offeredByBash("process", "-f", "blur,canny,shar"), ["blur,canny,sharpen"]);
    assertEquals(await offeredByBash("filters", "cann"), ["canny"]);
    assertEquals(await offeredByBash("completion", ""), [...SHELLS].sort());
    assertEquals(await offeredByBash("help", "cod"), ["codecs"]);
    // Names of files are bash's own business.
    assertEquals(await offeredByBash("process", ""), []);
    assertEquals(await offeredByBash("process", "-o", "x"), []);
  },
});

Deno.test({
  name: "completion zsh is a script that zsh takes, and defines what it registers",
  ignore: !installed.get("zsh"),
  async fn() {
    assertEquals(await inShell("zsh", ["-f", "-n"], await script("zsh")), []);
    const lines = await inShell(
      "zsh",
      ["-f"],
      "autoload -Uz compinit && compinit -u -D\nsource ./script\nprint $_comps[pixelpool]\n" +
        "whence -w _pixelpool",
    );
    assertEquals(lines, ["_pixelpool", "_pixelpool: function"]);
  },
});

Deno.test({
  name: "completion fish offers commands, options, their values and filters in fish itself",
  ignore: !installed.get("fish"),
  async fn() {
    const offered = async (line: string) => {
      const lines = await inShell(
        "fish",
        ["--no-config"],
        `source ./script\ncomplete -C '${line}'`,
      );
      return lines.map((one) => one.split("\t")[0]).sort();
    };
    assertEquals(await offered("pixelpool "), [...Object.keys(COMMANDS), "help"].sort());
    const options = await offered("pixelpool process --");
    for (const option of LONG_OPTIONS) assert(options.includes(option), `${option} is missing`);
    assertEquals(await offered("pixelpool process --mode w"), ["workers"]);
    assertEquals(await offered("pixelpool process -f blur,cann"), ["blur,canny"]);
    assertEquals(await offered("pixelpool filters cann"), ["canny"]);
  },
});

Deno.test("completion names every command, option and filter in every shell", async () => {
  for (const shell of SHELLS) {
    const text = await script(shell);
    for (const command of Object.keys(COMMANDS)) assertStringIncludes(text, command);
    for (const { name } of PROCESS_OPTIONS) assertStringIncludes(text, name);
    for (const filter of filterNames()) assertStringIncludes(text, filter);
  }
});

Deno.test("completion refuses other shells and other numbers of them", async () => {
  for (
    const [args, message] of [
      [[], "for 0 shells at once: shells are bash, zsh, fish"],
      [["bash", "zsh"], "for 2 shells"],
      [["tcsh"], "no shell that it knows"],
      [["fishh"], "did you mean 'fish'"],
    ] as const
  ) {
    const output = new RecordedOutput();
    assertEquals(await run(["completion", ...args], output), 2);
    assertStringIncludes(output.notes[0], message);
  }
});
