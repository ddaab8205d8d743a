/** Which kernels this thread runs: those with SIMD instructions, or the reference. @module */
import type { Kernels } from "./kernels.ts";
import { referenceKernels } from "./reference/mod.ts";
import { simdKernels } from "./simd/mod.ts";
import { simdSupported } from "./simd/supported.ts";

/**
 * `simd`: compiled to WebAssembly, with the reference for stages that have no such kernel. `reference`: plain
 * TypeScript. Both give the same bytes.
 */
export type KernelSet = "simd" | "reference";

const SETS: Readonly<Record<KernelSet, Kernels>> = {
  simd: simdKernels,
  reference: referenceKernels,
};

let chosen: KernelSet = simdSupported ? "simd" : "reference";

/** What this thread runs: `simd` wherever the machine can, unless something else was chosen. */
export function kernelSet(): KernelSet {
  return chosen;
}

/** The kernels of this thread. */
export function activeKernels(): Kernels {
  return SETS[chosen];
}

/**
 * Chooses the kernels of this thread, and of the workers that it starts from now on. Where the machine has no SIMD
 * the reference stays.
 */
export function useKernels(set: KernelSet): void {
  chosen = simdSupported ? set : "reference";
}
