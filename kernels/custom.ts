/**
 * Kernels that plugins bring along. A stage crosses threads as data, a function cannot: each thread that loads
 * a plugin fills its own table, and a custom stage names the entry.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import type { RunRows } from "./kernels.ts";
import type { CustomStage } from "./stage.ts";

/** Anything by name that structured clone takes. */
export type CustomParams = Readonly<Record<string, unknown>>;

/**
 * Prepares a kernel of one's own on one picture. The function it returns is called for bands of target rows, in
 * any order, and writes every pixel of them: what a target holds before is left over from other pictures. It
 * may read any row of `source` within the halo of its stage, and never writes there. Whatever the cut into
 * bands, the bytes are the same.
 */
export type CustomKernel<P extends CustomParams = CustomParams> = {
  // As a method, so that a kernel may ask for parameters of its own type.
  prepare(source: RgbaImage, target: RgbaImage, params: P): RunRows;
}["prepare"];

/** What `customStage` needs to know. */
export interface CustomStageOptions {
  /** Name of the filter whose kernel it is. */
  readonly filter: string;
  /** Name of the kernel in the filter's `kernels`. */
  readonly kernel: string;
  /** Size of the result; that of the source unless the kernel changes it. */
  readonly size: Size;
  /** What the kernel is told. @default {} */
  readonly params?: CustomParams;
  /** Source rows that it reads above and below the row it writes. @default Infinity */
  readonly halo?: number;
  /** Predicted cost of a target pixel on one core; a factor of two either way does no harm. @default 10 */
  readonly nsPerPixel?: number;
  /** Whether it can be run in bands of target rows, on any of several workers. @default true */
  readonly splittable?: boolean;
}

/**
 * A stage that runs a kernel of one's own.
 *
 * @throws {RangeError} when the size is no positive integer, or `halo` or `nsPerPixel` no number of rows or ns
 */
export function customStage(options: CustomStageOptions): CustomStage {
  const { filter, kernel, params = {}, size: { width, height } } = options;
  const { halo = Infinity, nsPerPixel = 10, splittable = true } = options;
  check("width", width, Number.isInteger(width) && width > 0, "a positive integer");
  check("height", height, Number.isInteger(height) && height > 0, "a positive integer");
  check("halo", halo, isRows(halo), "a whole number from 0, or Infinity");
  check("nsPerPixel", nsPerPixel, nsPerPixel > 0 && nsPerPixel < Infinity, "a number above 0");
  return { kind: "custom", filter, kernel, params, width, height, halo, nsPerPixel, splittable };
}

const KERNELS = new Map<string, CustomKernel>();

/** Makes the kernels of a filter known to this thread. */
export function registerKernels(
  filter: string,
  kernels: Readonly<Record<string, CustomKernel>>,
): void {
  for (const [name, kernel] of Object.entries(kernels)) KERNELS.set(keyOf(filter, name), kernel);
}

/**
 * The kernel of a custom stage.
 *
 * @throws {InputError} `bad_plugin` when this thread has no such kernel
 */
export function findKernel({ filter, kernel }: CustomStage): CustomKernel {
  const found = KERNELS.get(keyOf(filter, kernel));
  if (found !== undefined) return found;
  throw new InputError(
    "bad_plugin",
    `Cannot run filter '${filter}' as its kernel '${kernel}' is not loaded here`,
  );
}

function keyOf(filter: string, kernel: string): string {
  return `${filter}/${kernel}`;
}

function isRows(halo: number): boolean {
  return halo === Infinity || (Number.isInteger(halo) && halo >= 0);
}

function check(name: string, value: number, isRight: boolean, allowed: string): void {
  if (isRight) return;
  throw new RangeError(
    `Cannot make custom stage as '${name}' must be ${allowed}: current value is ${value}`,
  );
}
