/** Makes text safe to print: names of files may hold anything. @module */

/**
 * C0 and C1 controls (among them newline and the start of terminal commands), line separators, marks that
 * turn the direction of text, and the byte order mark.
 */
// deno-lint-ignore no-control-regex
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The text with every character that could act on a terminal written as `\x1b` or `\u202e`. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/**
 * JSON text whose strings hold no character that could act on a terminal; it means the same.
 *
 * @param indent spaces a level; none puts everything on one line
 */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNSAFE,
    // The line breaks between values are ours; those within strings are escaped already.
    (character) =>
      character === "\n"
        ? character
        : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
