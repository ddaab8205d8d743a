/**
 * Relief, as if light fell on it from one side. Border: replicate. Alpha: kept; colours are weighted by it.
 *
 * `128 + strength * slope` of luma, or the picture itself plus that of each channel: `slope` is the derivative away
 * from the light, by Sobel's 3x3 operator over 4, so that a step of one level has slope 1.
 *
 * @module
 */
import { convolveStage } from "./convolution.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { boolean, number } from "./param.ts";

const params = {
  strength: number({
    min: 0.1,
    max: 10,
    default: 1,
    description: "Height of the relief",
  }),
  angle: number({
    min: -360,
    max: 360,
    default: 135,
    unit: "degrees",
    description: "Where the light is: 0 is right, 90 above, 135 above and to the left",
  }),
  colour: boolean({
    default: false,
    description: "Whether the relief is added to the picture, in place of grey",
  }),
} as const;

/** The `emboss` filter. */
export const emboss: Filter<typeof params> = defineFilter({
  name: "emboss",
  kind: "effect",
  summary: "Turn edges into a relief that is lit from one side",
  border: "replicate",
  alpha: "kept; colours are weighted by it",
  params,
  example: "emboss:2",
  lower({ strength, angle, colour }) {
    const kernel = slopeKernel(strength, angle);
    if (!colour) return [{ kind: "luma" }, convolveStage(kernel, 4, 128)];
    // The middle of a derivative is 0; 4 of 4 add the pixel itself.
    return [convolveStage(kernel.with(4, 4), 4, 0)];
  },
});

/** Four times the slope, row-major. */
function slopeKernel(strength: number, angle: number): number[] {
  const right = -strength * Math.cos((angle * Math.PI) / 180);
  const down = strength * Math.sin((angle * Math.PI) / 180);
  return Array.from({ length: 9 }, (_, i) => {
    const x = (i % 3) - 1;
    const y = Math.floor(i / 3) - 1;
    return x * right * (2 - Math.abs(y)) + y * down * (2 - Math.abs(x));
  });
}
