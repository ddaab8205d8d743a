/** The commands. Each loads its own part of the program, and its help even less, so that all start fast. @module */
import { InputError } from "../errors.ts";
import type { Commands } from "./command.ts";

/** Every command by its name, in the order of the help. */
export const COMMANDS: Commands = {
  process: {
    summary: "run filters over pictures",
    page: async () =>
      (await load<typeof import("./help/process_page.ts")>("./help/process_page.ts")).PROCESS_PAGE,
    run: async (...given) =>
      await (await load<typeof import("./process.ts")>("./process.ts")).runProcess(...given),
  },
  filters: {
    summary: "list the filters, or show some of them",
    page: async () => (await import("./help/list_pages.ts")).FILTERS_PAGE,
    run: async (...given) =>
      await (await load<typeof import("./filters.ts")>("./filters.ts")).runFilters(...given),
  },
  codecs: {
    summary: "list the image formats and who reads and writes them",
    page: async () => (await import("./help/list_pages.ts")).CODECS_PAGE,
    run: async (...given) =>
      (await load<typeof import("./codecs.ts")>("./codecs.ts")).runCodecs(...given),
  },
  stress: {
    summary: "run many jobs, inflict faults, and check that nothing is lost",
    page: async () =>
      (await load<typeof import("./help/stress_page.ts")>("./help/stress_page.ts")).STRESS_PAGE,
    run: async (...given) =>
      await (await load<typeof import("./stress.ts")>("./stress.ts")).runStressCommand(...given),
  },
  completion: {
    summary: "print a script that completes words in bash, zsh or fish",
    page: async () => (await import("./help/completion_page.ts")).COMPLETION_PAGE,
    run: async (...given) =>
      await (await load<typeof import("./completion.ts")>("./completion.ts")).runCompletion(
        ...given,
        COMMANDS,
      ),
  },
  version: {
    summary: "show the version",
    page: async () => (await import("./help/list_pages.ts")).VERSION_PAGE,
    run: async (...given) => (await import("./version.ts")).runVersion(...given),
  },
};

/**
 * Loads a large part of the program. Deno reads everything that an import with a literal name leads to before the first
 * line runs, so that the engine and every codec would be parsed for `--help`. Here the name is no literal, for which the
 * program must be allowed to read its own files; workers need the same.
 */
async function load<Module>(file: string): Promise<Module> {
  const url = new URL(file, import.meta.url);
  if (url.protocol === "file:" && !mayRead(url)) {
    throw new InputError(
      "bad_option",
      "Cannot load this command as the program may not read its own files: it needs --allow-read",
    );
  }
  return await import(url.href);
}

function mayRead(path: URL): boolean {
  return Deno.permissions.querySync({ name: "read", path }).state === "granted";
}
