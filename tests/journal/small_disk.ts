/** A disk of a few megabytes, for tests that fill it; only an administrator of Linux can have one. @module */

/** A mounted disk; `await using` takes it away. */
export class SmallDisk implements AsyncDisposable {
  private constructor(readonly path: string) {}

  /** Mounts a disk of so many bytes, or gives `undefined` where that is not allowed. */
  static async mount(bytes: number): Promise<SmallDisk | undefined> {
    if (Deno.build.os !== "linux") return undefined;
    const path = await Deno.makeTempDir({ prefix: "pixelpool-test-" });
    if (await mount("-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", path)) {
      return new SmallDisk(path);
    }
    await Deno.remove(path);
    return undefined;
  }

  /** Gives it another size, or makes it read-only. */
  async remount(options: string): Promise<void> {
    if (!await mount("-o", `remount,${options}`, this.path)) throw new Error(`Cannot ${options}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run("umount", this.path);
    await Deno.remove(this.path);
  }
}

/** Whether small disks are to be had here; tests without one are reported as ignored. */
export async function hasSmallDisks(): Promise<boolean> {
  await using disk = await SmallDisk.mount(65_536);
  return disk !== undefined;
}

async function mount(...args: readonly string[]): Promise<boolean> {
  return await run("mount", ...args);
}

async function run(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    const output = { stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(command, { args: [...args], ...output }).output()).success;
  } catch {
    return false;
  }
}
