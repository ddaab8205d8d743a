/** ImageMagick, a second opinion on files that were written here. @module */

/** Runs one of its programs and gives what it prints. */
export async function runImageMagick(
  program: "identify" | "convert",
  ...args: string[]
): Promise<Uint8Array> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    // Its threads wait by spinning, which costs seconds on a busy machine.
    env: { OMP_NUM_THREADS: "1" },
  }).output();
  if (!success) throw new Error(`${program}: ${new TextDecoder().decode(stderr)}`);
  return stdout;
}

/** Whether both programs are there. */
export async function hasImageMagick(): Promise<boolean> {
  try {
    await runImageMagick("identify", "-version");
    await runImageMagick("convert", "-version");
    return true;
  } catch {
    return false;
  }
}
