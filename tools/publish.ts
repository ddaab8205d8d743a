/**
 * `deno task publish --dry-run`: packs the tree into a temporary folder and publishes it from there. All arguments
 * go to `deno publish`.
 *
 * @module
 */
import { pack } from "./pack.ts";

const folder = await Deno.makeTempDir({ prefix: "pixelpool-package-" });
try {
  await pack(folder);
  const publish = new Deno.Command(Deno.execPath(), {
    // The folder is no repository: everything in it counts as changed.
    args: ["publish", "--allow-dirty", ...Deno.args],
    cwd: folder,
  });
  const { code } = await publish.spawn().status;
  Deno.exitCode = code;
} finally {
  await Deno.remove(folder, { recursive: true });
}
