/**
 * Gradient magnitude of luma. Border: replicate. Alpha: kept; luma is that of the picture over black.
 *
 * `sqrt(gx^2 + gy^2)` of a 3x3 operator, rounded and clamped to 255; for the laplacian the absolute value of
 * its 4-neighbour form.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { choice } from "./param.ts";

const params = {
  operator: choice({
    values: ["sobel", "scharr", "prewitt", "laplacian"],
    default: "sobel",
    description: "The 3x3 derivative",
  }),
} as const;

/** The `edges` filter. */
export const edges: Filter<typeof params> = defineFilter({
  name: "edges",
  kind: "edges",
  summary: "Show the strength of edges in grey",
  border: "replicate",
  alpha: "kept",
  params,
  example: "edges:sobel",
  lower: ({ operator }) => [{ kind: "gradient", operator }],
});
