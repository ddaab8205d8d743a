/** Where the tools print. @module */

const encoder = new TextEncoder();

/** One line on stdout. */
export function print(line: string = ""): void {
  const bytes = encoder.encode(`${line}\n`);
  // A pipe takes what it has room for.
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}
