/** Colours: where they are wanted, and which. @module */

/** What a line is, for those who see colours; its words say the same. */
export type Tone = "heading" | "good" | "warning" | "bad";

const CODES: Readonly<Record<Tone, number>> = { heading: 1, good: 32, warning: 33, bad: 31 };

/** The text in the colour of its tone. */
export function paint(text: string, tone: Tone): string {
  return `\x1b[${CODES[tone]}m${text}\x1b[0m`;
}

/**
 * Whether a stream gets colours: when it is a terminal and NO_COLOR is not set (https://no-color.org); FORCE_COLOR, where
 * the environment may be read, also gives them to what is no terminal.
 */
export function usesColour(stream: { isTerminal(): boolean }): boolean {
  // Known to Deno without a permission, and false when FORCE_COLOR overrules it.
  if (Deno.noColor) return false;
  return stream.isTerminal() || isForced();
}

function isForced(): boolean {
  const descriptor = { name: "env", variable: "FORCE_COLOR" } as const;
  if (Deno.permissions.querySync(descriptor).state !== "granted") return false;
  return !["", "0", "false"].includes(Deno.env.get("FORCE_COLOR") ?? "");
}
