/** What makes two results the same: everything that changes their bytes, and nothing else. @module */
import { createHash } from "node:crypto";
import { formatRecipe } from "../pipeline/recipe.ts";
import type { ImageWork } from "./process_image.ts";

/** A batch's work, to be compared with that of another run. */
export interface WorkIdentity {
  /** SHA-256 of all of it in hexadecimal digits. */
  readonly work: string;
  /** The recipe line; values at their default are left out. */
  readonly recipe: string;
  /** The rest, for people. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Identifies work. Two runs of equal `work` make equal bytes of equal inputs, in any mode.
 *
 * @param program versions of the program, its providers and plugins: what it is that does the work
 */
export function identifyWork(
  work: ImageWork,
  program: Readonly<Record<string, unknown>>,
): WorkIdentity {
  // Named are those that change no bytes, so that an option of tomorrow counts until somebody says otherwise.
  const { limits: _limits, overwrite: _overwrite, steps, ...options } = work;
  const details = { ...options, program };
  const text = canonicalJson({ steps, ...details });
  return {
    work: createHash("sha256").update(text).digest("hex"),
    recipe: formatRecipe(steps),
    details,
  };
}

/** JSON with keys in order, so that equal data is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).sort(([left], [right]) => left < right ? -1 : 1),
    );
  });
}
