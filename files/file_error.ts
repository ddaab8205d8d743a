/** What the operating system says about a file, in words without paths. @module */

/** Conditions a user can act on, by the system's own names. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  EEXIST: "it exists already",
  ELOOP: "its symbolic links form a loop",
  ENAMETOOLONG: "its name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the device reports an error",
  ENOSPC: "no space is left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file system does not allow a file of this size",
};

/** Conditions that the runtime gives a number only, which differs from system to system. */
const UNNAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  linux: { 27: "EFBIG", 122: "EDQUOT" },
  darwin: { 27: "EFBIG", 69: "EDQUOT" },
};

/** The system's name of the condition, for instance `ENOENT`. */
export function systemCode(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  if ("code" in thrown && typeof thrown.code === "string") return thrown.code;
  const [, number = ""] = thrown instanceof Error
    ? /\(os error (\d+)\)/.exec(thrown.message) ?? []
    : [];
  return UNNAMED[Deno.build.os]?.[number];
}

/** Why a file cannot be used, as the second half of a message: `permission is denied`. */
export function describeFileError(thrown: unknown): string {
  // Refusals by Deno's own sandbox carry no code of the system.
  if (thrown instanceof Deno.errors.NotCapable) return "this program has no permission for it";
  const code = systemCode(thrown);
  if (code === undefined) return "the system refuses it";
  return REASONS[code] ?? `the system refuses it with ${code}`;
}

/** Whether the device or the quota is full. */
export function isDiskFull(thrown: unknown): boolean {
  const code = systemCode(thrown);
  return code === "ENOSPC" || code === "EDQUOT";
}
