/** Recipes that reach every filter, with more than its defaults. @module */

/** For pictures of any size; each changes the size or not, by what its name says. */
export const SAME_SIZE = [
  "brightness:1.4:offset=-20",
  "grayscale",
  "blur:0.8",
  "blur:2.5",
  "sharpen",
  "sharpen:2:amount=3:threshold=4",
  "heavy_sharpen:2:radius=2",
  "heavy_sharpen:5:radius=5:tolerance=60",
  "edges:sobel",
  "edges:scharr",
  "edges:prewitt",
  "edges:laplacian",
  "canny",
  "canny:20:high=60:sigma=0",
] as const;

/** To sizes that differ from any source. */
export const RESIZES = [
  "resize:23:height=19:fit=fill",
  "resize:71:height=69:fit=fill:kernel=catmull_rom",
  "resize:9:height=70:fit=fill:kernel=linear",
  "resize:70:height=9:fit=fill:kernel=cubic:antialias=false",
  "resize:12:height=11:kernel=area",
  "resize:40:height=21:fit=contain:kernel=mitchell:background=10203040",
  "resize:29:height=41:fit=outside:kernel=nearest",
] as const;
