/** What becomes of results that exist already. @module */

/** `newer`: a result is replaced when its picture was changed after it. */
export type Overwrite = "all" | "never" | "newer";

/** Every choice, the default first. */
export const OVERWRITE: readonly Overwrite[] = ["all", "never", "newer"];

/** Why a result was kept, as its report says it. */
export const KEPT = {
  never: "The result exists already",
  newer: "The result is newer than its picture",
} as const;

/** From which file to which. */
export interface FilePair {
  readonly input: string;
  readonly output: string;
}

/**
 * Why the result is to be kept as it is, as a sentence; `undefined` when it is to be written. What cannot be looked at
 * does not exist here: whoever reads or writes it tells better what is wrong.
 */
export async function whyKept(
  { input, output }: FilePair,
  overwrite: Overwrite,
): Promise<string | undefined> {
  switch (overwrite) {
    case "all":
      return undefined;
    case "never":
      return await statOf(output, Deno.lstat) === undefined ? undefined : KEPT.never;
    case "newer": {
      const [source, result] = [await statOf(input, Deno.stat), await statOf(output, Deno.stat)];
      const [changed, written] = [source?.mtime?.getTime(), result?.mtime?.getTime()];
      if (changed === undefined || written === undefined || changed > written) return undefined;
      return KEPT.newer;
    }
    default:
      return overwrite satisfies never;
  }
}

/** A link that leads nowhere counts for `lstat` and not for `stat`. */
async function statOf(
  path: string,
  stat: (path: string) => Promise<Deno.FileInfo>,
): Promise<Deno.FileInfo | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}
