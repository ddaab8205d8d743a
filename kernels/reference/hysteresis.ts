/** The global half of Canny's detector. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { HysteresisStage } from "../stage.ts";
import { grey } from "./luma.ts";
import { STRONG, WEAK } from "./nonmax.ts";

/**
 * Border: nothing beyond it. Alpha: kept. Follows edges from strong pixels through weak ones to all eight
 * neighbours; what is reached becomes white, the rest black. Needs the whole picture in one step.
 */
export function hysteresis(
  _stage: HysteresisStage,
  source: RgbaImage,
  target: RgbaImage,
): RunRows {
  const marks = pixelWords(source);
  const to = pixelWords(target);
  const { width, height } = source;
  return () => {
    const stack = new PixelStack();
    for (let i = 0; i < marks.length; i++) {
      const strong = (marks[i] & 255) === STRONG;
      to[i] = grey(strong ? 255 : 0, marks[i]);
      if (strong) stack.push(i);
    }
    while (stack.size > 0) {
      const at = stack.pop();
      const x = at % width;
      const y = (at - x) / width;
      const lastX = Math.min(x + 1, width - 1);
      const lastY = Math.min(y + 1, height - 1);
      for (let row = Math.max(y - 1, 0); row <= lastY; row++) {
        for (let column = Math.max(x - 1, 0); column <= lastX; column++) {
          const i = row * width + column;
          if ((marks[i] & 255) !== WEAK || (to[i] & 255) !== 0) continue;
          to[i] = grey(255, marks[i]);
          stack.push(i);
        }
      }
    }
  };
}

/** Indices that wait to be looked around. Grows; never holds more than one entry a pixel. */
class PixelStack {
  size = 0;
  #items = new Int32Array(4096);

  push(index: number): void {
    if (this.size === this.#items.length) {
      const larger = new Int32Array(this.size * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.size++] = index;
  }

  pop(): number {
    return this.#items[--this.size];
  }
}
