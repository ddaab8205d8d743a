/** Recipes that reach every filter, with more than its defaults. @module */

/** For pictures of any size, which they keep; none looks at the place of a pixel in its picture. */
export const SAME_SIZE = [
  "brightness:1.4:offset=-20",
  "contrast:1.7:centre=90",
  "gamma:0.6",
  "invert",
  "invert:0.3",
  "threshold:100",
  "threshold:140:grayscale=false",
  "posterize:5",
  "solarize:90",
  "saturation:2.5",
  "hue:75",
  "sepia:0.7",
  "tint:2060a0:amount=0.8",
  "recomb:0.5/-1/2/0.1/0/1/-0.2/0/0.3/0.3/0.4/0.1",
  "duotone:shadows=f01030:highlights=10ff80",
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
  "box_blur",
  "box_blur:7",
  "median",
  "median:9",
  "bilateral:2",
  "bilateral:5:sigma_colour=90:sigma_space=4",
  "convolve",
  "convolve:1/2.5/4/2.5/1/2.5/-6/9/-6/2.5/4/9/30/9/4/2.5/-6/9/-6/2.5/1/2.5/4/2.5/1:offset=-9.5",
  "convolve:1/1/1/1/-8/1/1/1/1:scale=3:offset=128",
  "dilate",
  "dilate:4",
  "erode:3",
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

/** They keep the size, and do another thing at another place. */
export const BY_PLACE = [
  "vignette",
  "vignette:1:radius=0:colour=ff8000",
  "noise:30",
  "noise:9:distribution=uniform:monochrome=true:seed=77",
] as const;

/** They move pixels: parts, turns and mirrors, of pictures of any size. */
export const RESHAPES = [
  "crop:1:height=1:gravity=southeast",
  "crop:height=1:top=0",
  "rotate",
  "rotate:180",
  "rotate:33:background=4080c0",
  "rotate:-100.5:kernel=catmull_rom:background=204060ff",
  "rotate:5:kernel=nearest:background=ffffff",
  "flip",
  "flop",
] as const;

/** They keep the size, and depend on all of the picture, on a grid, or on a direction. */
export const BY_WHOLE = [
  "normalise",
  "normalise:10:upper=80",
  "equalize",
  "clahe",
  "clahe:0:tiles=3",
  "emboss",
  "emboss:0.7:angle=-20:colour=true",
  "pixelate:2",
  "pixelate:7",
] as const;

/** All of them. */
export const ALL_RECIPES = [
  ...SAME_SIZE,
  ...RESIZES,
  ...BY_PLACE,
  ...RESHAPES,
  ...BY_WHOLE,
] as const;
