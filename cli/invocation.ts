/** How the user started the program, so that commands we propose work as they stand. @module */

/** `deno task`, or the same through npx where Deno itself is not installed. */
export function taskCommand(): string {
  return isNpx() ? `npx --yes deno@${Deno.version.deno} task` : "deno task";
}

function isNpx(): boolean {
  try {
    return /[/\\]_npx[/\\]/.test(Deno.execPath());
  } catch {
    // Without read permission the path of the program is not ours to know.
    return false;
  }
}
