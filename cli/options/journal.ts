/** Options that say how a run goes on where another stopped. @module */
import { InputError } from "../../errors.ts";
import type { GivenArgs, OptionGroup } from "../args.ts";

/** In the order of the help. */
export const JOURNAL_OPTIONS: OptionGroup = {
  title: "Interrupted runs",
  options: [
    {
      name: "resume",
      description: "Keep the results of an interrupted run that are whole, and do the rest",
    },
    {
      name: "journal",
      description: "Keep the journal beside the results also when everything is done",
    },
    {
      name: "no-journal",
      description: "Keep no journal, and write beside another run into the same folder",
    },
  ],
};

/** How a run goes on where another stopped. */
export interface JournalOptions {
  readonly resume: boolean;
  /** `auto`: written while a batch runs, and left only where another run could go on from it. */
  readonly journal: "auto" | "keep" | "none";
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option` for options that contradict each other
 */
export function readJournalOptions({ switches, values }: GivenArgs): JournalOptions {
  const [resume, keep, none] = ["resume", "journal", "no-journal"].map((name) =>
    switches.has(name)
  );
  if (none && (resume || keep)) {
    throw new InputError(
      "bad_option",
      `Cannot use --no-journal together with --${resume ? "resume" : "journal"}`,
    );
  }
  if (values.has("watch") && (resume || keep)) {
    throw new InputError(
      "bad_option",
      `Cannot use --${resume ? "resume" : "journal"} with --watch as it leaves what is done alone`,
    );
  }
  return { resume, journal: keep ? "keep" : none || values.has("watch") ? "none" : "auto" };
}
