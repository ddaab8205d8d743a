/** What a command is. @module */
import type { HelpPage } from "./help/help_page.ts";
import type { Output } from "./output.ts";

/** A command. */
export interface Command {
  /** In half a sentence. */
  readonly summary: string;
  /** Loads its help. */
  readonly page: () => Promise<HelpPage>;
  /** Loads and runs it; returns the exit status. */
  readonly run: (args: readonly string[], output: Output) => Promise<number>;
}

/** Commands by their names. */
export type Commands = Readonly<Record<string, Command>>;
