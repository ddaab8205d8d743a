import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Fit, resizeGeometry, type ResizeRequest } from "../../filters/resize_geometry.ts";
import type { Size } from "../../image/rgba_image.ts";

const DEFAULTS: ResizeRequest = {
  width: undefined,
  height: undefined,
  scale: undefined,
  fit: "cover",
  enlarge: true,
};
const LANDSCAPE = { width: 400, height: 200 };

function geometry(request: Partial<ResizeRequest>, source: Size = LANDSCAPE) {
  return resizeGeometry(source, { ...DEFAULTS, ...request });
}

function canvas(request: Partial<ResizeRequest>, source: Size = LANDSCAPE): [number, number] {
  const { width, height } = geometry(request, source).canvas;
  return [width, height];
}

Deno.test("resizeGeometry() lets the side that is not named follow the ratio, rounded", () => {
  assertEquals(canvas({ width: 100 }), [100, 50]);
  assertEquals(canvas({ height: 50 }), [100, 50]);
  assertEquals(canvas({ width: 101 }), [101, 51]);
  assertEquals(canvas({ scale: 0.25 }), [100, 50]);
  assertEquals(canvas({ width: 1 }, { width: 3000, height: 2 }), [1, 1]);
});

/** Drawn size, canvas, and the part of a 400x200 picture that goes into 100x100. */
const FITS: Record<Fit, unknown> = {
  cover: { drawn: [100, 100], canvas: [100, 100], part: [100, 0, 200, 200] },
  contain: { drawn: [100, 50], canvas: [100, 100], part: [0, 0, 400, 200] },
  fill: { drawn: [100, 100], canvas: [100, 100], part: [0, 0, 400, 200] },
  inside: { drawn: [100, 50], canvas: [100, 50], part: [0, 0, 400, 200] },
  outside: { drawn: [200, 100], canvas: [200, 100], part: [0, 0, 400, 200] },
};

for (const [fit, expected] of Object.entries(FITS)) {
  Deno.test(`resizeGeometry() fits by '${fit}'`, () => {
    const result = geometry({ width: 100, height: 100, fit: fit as Fit });
    assertEquals({
      drawn: [result.drawn.width, result.drawn.height],
      canvas: [result.canvas.width, result.canvas.height],
      part: [result.left, result.top, result.spanX, result.spanY],
    }, expected);
  });
}

Deno.test("resizeGeometry() makes nothing larger than the source without 'enlarge'", () => {
  const request = { width: 800, height: 800, enlarge: false };
  assertEquals(canvas({ ...request, fit: "inside" }), [400, 200]);
  assertEquals(canvas({ ...request, fit: "outside" }), [400, 200]);
  assertEquals(canvas({ ...request, fit: "fill" }), [400, 200]);
  assertEquals(canvas({ ...request, fit: "cover" }), [400, 200]);
  assertEquals(canvas({ width: 800, enlarge: false }), [400, 200]);
  assertEquals(canvas({ scale: 3, enlarge: false }), [400, 200]);
  assertEquals(canvas({ width: 100, enlarge: false }), [100, 50]);
});

Deno.test("resizeGeometry() draws the picture unenlarged on the canvas of 'contain'", () => {
  const result = geometry({ width: 800, height: 800, fit: "contain", enlarge: false });
  assertEquals([result.drawn, result.canvas], [LANDSCAPE, { width: 800, height: 800 }]);
});

Deno.test("resizeGeometry() crops whole pixels when nothing is scaled", () => {
  const { left, top, spanX, spanY } = geometry({ width: 399, height: 200 });
  assertEquals([left, top, spanX, spanY], [0, 0, 399, 200]);
});

Deno.test("resizeGeometry() keeps the part inside the source and the drawing on its canvas", () => {
  const side = fc.integer({ min: 1, max: 3000 });
  const fit = fc.constantFrom<Fit>("cover", "contain", "fill", "inside", "outside");
  fc.assert(
    fc.property(side, side, side, side, fit, fc.boolean(), (w, h, width, height, fit, enlarge) => {
      const result = geometry({ width, height, fit, enlarge }, { width: w, height: h });
      const { left, top, spanX, spanY, drawn, canvas } = result;
      assertEquals(
        [
          left >= 0 && top >= 0 && spanX > 0 && spanY > 0,
          left + spanX <= w + 1e-9 && top + spanY <= h + 1e-9,
          drawn.width >= 1 && drawn.width <= canvas.width,
          drawn.height >= 1 && drawn.height <= canvas.height,
          fit !== "inside" || (canvas.width <= width && canvas.height <= height),
          fit !== "outside" || !enlarge || (canvas.width >= width && canvas.height >= height),
          enlarge || (drawn.width <= w && drawn.height <= h),
        ],
        new Array(7).fill(true),
      );
    }),
    { numRuns: 1000 },
  );
});
