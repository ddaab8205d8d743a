/** What the workers of a lane may do beside computing. @module */

/**
 * `none`: nothing, except in the lane for native providers. `native`: every worker may load native code.
 * `inherit`: every worker may do whatever the program may; the one choice that needs no unstable feature of the
 * runtime, for programs that cannot set one.
 */
export type Access = "none" | "native" | "inherit";

/**
 * Permissions for native code: what the program itself has, so that a program without them gets a plain error
 * from the codec instead of a worker that cannot start.
 */
const NATIVE: Deno.PermissionOptions = {
  read: "inherit",
  env: "inherit",
  ffi: "inherit",
  net: false,
  write: false,
  run: false,
  sys: false,
  import: false,
};

/** Permissions of workers; `undefined` leaves them those of the program. */
export function permissionsOf(access: Access): Deno.PermissionOptions | undefined {
  switch (access) {
    case "none":
      return "none";
    case "native":
      return NATIVE;
    case "inherit":
      return undefined;
    default:
      return access satisfies never;
  }
}
