/** Options that say what is told, and how. @module */
import { InputError } from "../../errors.ts";
import { COMMON_OPTIONS, type GivenArgs, type OptionGroup } from "../args.ts";

/** In the order of the help. */
export const REPORT_OPTIONS: OptionGroup = {
  title: "Report",
  options: [
    {
      name: "explain",
      description: "Print plan, predicted time and memory, and the mode chosen; process nothing",
    },
    { name: "quiet", short: "q", description: "Print errors only" },
    {
      name: "ndjson",
      description: "Print one line of JSON for each file as it ends, and one for all of them",
    },
    {
      name: "report",
      value: "FILE",
      values: "file",
      description: "Write the report as JSON to FILE, also when the run is interrupted",
    },
    ...COMMON_OPTIONS,
  ],
};

/** What is told, and how. */
export interface ReportOptions {
  readonly explain: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly ndjson: boolean;
  /** File for the report; `undefined` when none is wanted. */
  readonly report: string | undefined;
  readonly debug: boolean;
  readonly help: boolean;
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option`
 */
export function readReportOptions({ values, switches }: GivenArgs): ReportOptions {
  const [json, ndjson] = [switches.has("json"), switches.has("ndjson")];
  if (json && ndjson) {
    throw new InputError("bad_option", "Cannot use --json together with --ndjson: choose one");
  }
  return {
    explain: switches.has("explain"),
    quiet: switches.has("quiet"),
    json,
    ndjson,
    report: values.get("report"),
    debug: switches.has("debug"),
    help: switches.has("help"),
  };
}
