/** Reads what `deno test` says of itself. @module */

/** Counts of one run. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

// deno-lint-ignore no-control-regex -- colours are control characters
const COLOUR = /\x1b\[[0-9;]*m/g;

/** Steps are not counted: they belong to a test that is. */
const SUMMARY =
  /(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed(?: \(\d+ steps?\))?(?: \| (\d+) ignored(?: \(\d+ steps?\))?)?/g;

const IGNORED = /^(.*) \.\.\. ignored/gm;

/** Counts of the last summary line; `undefined` when there is none, as after a crash or a type error. */
export function readCounts(output: string): TestCounts | undefined {
  const last = [...output.replace(COLOUR, "").matchAll(SUMMARY)].at(-1);
  if (last === undefined) return undefined;
  const [, passed, failed, skipped = "0"] = last;
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/** Names of the tests that did not run. */
export function readSkipped(output: string): string[] {
  return [...output.replace(COLOUR, "").matchAll(IGNORED)].map((match) => match[1]);
}
