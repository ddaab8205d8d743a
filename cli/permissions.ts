/** Gives back the permissions that a run does not need. @module */

/**
 * Native code and the environment are only for native providers. The task grants them because a task cannot
 * know its arguments; what is given back cannot be asked for again without somebody's consent.
 */
export async function dropNativePermissions(): Promise<void> {
  await Deno.permissions.revoke({ name: "ffi" });
  await Deno.permissions.revoke({ name: "env" });
}
