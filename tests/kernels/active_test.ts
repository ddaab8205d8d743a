import { assertEquals } from "@std/assert";
import { activeKernels, kernelSet, useKernels } from "../../kernels/active.ts";
import { referenceKernels } from "../../kernels/reference/mod.ts";
import { simdKernels } from "../../kernels/simd/mod.ts";
import { simdSupported } from "../../kernels/simd/supported.ts";

Deno.test("kernelSet() is 'simd' where the machine has it, until useKernels() chooses", () => {
  const usual = kernelSet();
  assertEquals(usual, simdSupported ? "simd" : "reference");
  try {
    useKernels("reference");
    assertEquals([kernelSet(), activeKernels()], ["reference", referenceKernels]);
    useKernels("simd");
    assertEquals(activeKernels(), simdSupported ? simdKernels : referenceKernels);
  } finally {
    useKernels(usual);
  }
});

const hasSwitch = Deno.build.arch === "x86_64";
// deno-lint-ignore no-console -- a skip is to be seen
if (!hasSwitch) console.log("SKIPPED: only on x86-64 does V8 switch SIMD off");

Deno.test({
  name: "a machine without SIMD runs the reference, and says so",
  ignore: !hasSwitch,
  async fn() {
    const program = new URL("./without_simd.ts", import.meta.url);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--v8-flags=--no-enable-sse4-1", program.href],
      stderr: "inherit",
    }).output();
    assertEquals(JSON.parse(new TextDecoder().decode(stdout)), {
      sets: ["reference", "reference"],
      kernels: "reference",
      pixels: [54, 54, 54, 9],
    });
  },
});
