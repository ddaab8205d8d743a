import { assert, assertEquals, fail } from "@std/assert";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { channelRows, paint } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";

/** What another implementation made of the same picture; see goldens/README.md. */
interface Golden {
  readonly file: string;
  readonly recipe: string;
  readonly tolerance: number;
}

const GOLDENS: readonly Golden[] = [
  { file: "gauss_s1.0_k7_f64_round", recipe: "blur:1", tolerance: 1 },
  { file: "gauss_s2.0_k13_f64_round", recipe: "blur:2", tolerance: 1 },
  { file: "gray_bt601", recipe: "grayscale", tolerance: 0 },
  { file: "sobel_mag_gray_f32", recipe: "edges:sobel", tolerance: 0 },
  { file: "brightness_plus40", recipe: "brightness:1:offset=40", tolerance: 0 },
  { file: "contrast_1.5_-20", recipe: "brightness:1.5:offset=-20", tolerance: 1 },
  { file: "contrast_1.5_-20", recipe: "contrast:1.5:centre=40", tolerance: 1 },
  { file: "box3_replicate", recipe: "box_blur:1", tolerance: 0 },
  { file: "box5_replicate", recipe: "box_blur:2", tolerance: 0 },
  { file: "box3_replicate", recipe: "convolve:1/1/1/1/1/1/1/1/1", tolerance: 0 },
  { file: "sharpen5_replicate", recipe: "convolve:0/-1/0/-1/5/-1/0/-1/0", tolerance: 0 },
  { file: "median3_replicate", recipe: "median:3", tolerance: 0 },
  { file: "dilate3", recipe: "dilate:1", tolerance: 0 },
  { file: "erode3", recipe: "erode:1", tolerance: 0 },
  { file: "canny_50_150", recipe: "canny:low=50:high=150:sigma=0", tolerance: 0 },
  ...["26x18", "106x74"].flatMap((size): Golden[] => {
    const [width, height] = size.split("x");
    const recipe = `resize:${width}:height=${height}:fit=fill:antialias=false:kernel=`;
    return [
      { file: `resize_nearest_${size}`, recipe: `${recipe}nearest`, tolerance: 0 },
      { file: `resize_linear_${size}`, recipe: `${recipe}linear`, tolerance: 1 },
      { file: `resize_cubic_${size}`, recipe: `${recipe}cubic`, tolerance: 2 },
      { file: `resize_area_${size}`, recipe: `${recipe}area`, tolerance: 1 },
    ];
  }),
];

const OURS = new URL("../goldens/", import.meta.url);
const SHARED = new URL("../../../shared/goldens/", import.meta.url);

for (const golden of GOLDENS) {
  Deno.test(`${golden.recipe} agrees with the golden file ${golden.file}`, () => {
    compare(OURS, golden);
  });
}

Deno.test({
  name: "the golden files are those of the shared folder (skipped where ../shared is missing)",
  ignore: !exists(SHARED),
  fn() {
    for (const { file } of [{ file: "rand_53x37_rgb" }, ...GOLDENS]) {
      assertEquals(read(OURS, file), read(SHARED, file), file);
    }
  },
});

Deno.test("the comparison with golden files sees a wrong value", () => {
  const values = read(OURS, "gray_bt601");
  const expected = paint(53, 37, (x, y) => new Array(4).fill(values[y * 53 + x]) as never);
  assertEquals(differences(expected, values, 0), 0);
  expected.data[4 * 700] ^= 1;
  assertEquals(differences(expected, values, 0), 1);
  assertEquals(differences(expected, values, 1), 0);
});

function compare(folder: URL, { file, recipe, tolerance }: Golden): void {
  const result = applyFilter(recipe, noise(folder));
  const bytes = read(folder, file);
  const values = file.endsWith("_f32") ? rounded(bytes) : bytes;
  assertEquals(differences(result, values, tolerance), 0, `values of ${file} that differ`);
  assert(channelRows(result, 3).flat().every((alpha) => alpha === 255), "alpha must stay 255");
}

/** How many values are further off than the tolerance; a file of one channel is compared with red. */
function differences(result: RgbaImage, values: Uint8Array, tolerance: number): number {
  const pixels = result.width * result.height;
  const channels = values.length / pixels;
  if (channels !== 1 && channels !== 3) fail(`${values.length} values for ${pixels} pixels`);
  return values.reduce((count, value, i) => {
    const at = Math.floor(i / channels) * 4 + (i % channels);
    return count + (Math.abs(result.data[at] - value) > tolerance ? 1 : 0);
  }, 0);
}

function noise(folder: URL): RgbaImage {
  const bytes = read(folder, "rand_53x37_rgb");
  return paint(53, 37, (x, y) => {
    const at = (y * 53 + x) * 3;
    return [bytes[at], bytes[at + 1], bytes[at + 2], 255];
  });
}

/** 32-bit little-endian floats as bytes: halves up, clamped. */
function rounded(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint8Array.from({ length: bytes.length / 4 }, (_, i) => {
    return Math.min(255, Math.floor(view.getFloat32(i * 4, true) + 0.5));
  });
}

function read(folder: URL, file: string): Uint8Array {
  return Deno.readFileSync(new URL(`${file}.raw`, folder));
}

function exists(folder: URL): boolean {
  try {
    return Deno.statSync(folder).isDirectory;
  } catch {
    return false;
  }
}
