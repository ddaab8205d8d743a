/** Which workers a task may run on. @module */
import { findProvider } from "../codecs/registry.ts";
import type { Task } from "../task/task.ts";

/** `sandboxed`: workers without any permission. `native`: workers that may load native code. */
export type LaneName = "sandboxed" | "native";

/**
 * Permissions of a lane's workers. `native` passes on what the program itself has, so that a program without
 * them gets a plain error from the codec instead of a worker that cannot start.
 */
export const LANE_PERMISSIONS: Readonly<Record<LaneName, Deno.PermissionOptions>> = {
  sandboxed: "none",
  native: {
    read: "inherit",
    env: "inherit",
    ffi: "inherit",
    net: false,
    write: false,
    run: false,
    sys: false,
    import: false,
  },
};

/** Only a task that names a native provider leaves the sandbox. */
export function laneOf(task: Task): LaneName {
  switch (task.kind) {
    case "apply":
      return "sandboxed";
    case "convert": {
      const provider = task.codec === undefined ? undefined : findProvider(task.codec);
      return provider?.sandbox === "native" ? "native" : "sandboxed";
    }
    default:
      return task satisfies never;
  }
}
