/** One attempt at a picture in bands: decode, every stage over all workers, encode. @module */
import { assertImage } from "../image/rgba_image.ts";
import { stageCost } from "../pipeline/cost.ts";
import type { Plan } from "../pipeline/plan.ts";
import { BandWords } from "../task/band_words.ts";
import { startClock } from "../task/clock.ts";
import { convertResult, metadataRequest, planConvert } from "../task/convert_plan.ts";
import { type ArenaRef, frameBytes, frameImage, type FrameRef } from "../task/frame.ts";
import type {
  ApplyResult,
  ApplyTask,
  BandTask,
  ConvertResult,
  ConvertTask,
  DecodeTask,
  EncodeTask,
  Task,
  TaskResult,
} from "../task/task.ts";
import { type ArenaLayout, type Arenas, layoutArena } from "./arena.ts";
import { predictedMs } from "./balancer.ts";
import { type BandCutOptions, cutBands } from "./band_cut.ts";
import type { BandPieces } from "./band_pieces.ts";
import { touchPages } from "./touch.ts";

/** What an attempt is made with. */
export interface BandRunOptions extends BandCutOptions {
  /** Sends the pieces. */
  readonly pieces: BandPieces;
  /** Where memory comes from. */
  readonly arenas: Arenas;
}

/** Runs one picture. */
export class BandRun {
  readonly #options: BandRunOptions;
  #doneMs = 0;
  #totalMs = 0;
  /** Predicted time of what is done of the stage in hand. */
  #stageMs: () => number = () => 0;

  /** Sends nothing yet. */
  constructor(options: BandRunOptions) {
    this.#options = options;
  }

  /** Share of the predicted work that is done, from 0 to 1. */
  get share(): number {
    return this.#totalMs > 0 ? Math.min(1, (this.#doneMs + this.#stageMs()) / this.#totalMs) : 0;
  }

  /** Runs a task to its result; what is a piece already goes to one worker as it is. */
  async run(task: Task): Promise<TaskResult> {
    switch (task.kind) {
      case "apply":
        return await this.#apply(task);
      case "convert":
        return await this.#convert(task);
      case "decode":
      case "band":
      case "encode":
        return await this.#options.pieces.send(task);
      default:
        return task satisfies never;
    }
  }

  async #apply({ image, plan }: ApplyTask): Promise<ApplyResult> {
    assertImage(image);
    const clock = startClock();
    this.#totalMs = plan.cost;
    const layout = layoutArena(image, plan.stages);
    const [source, result] = ends(layout);
    const { width, height } = result;
    const data = new Uint8ClampedArray(frameBytes(result));
    await this.#withArena(layout, async (arena) => {
      frameImage(arena, source).data.set(image.data);
      await Promise.all([this.#filter(plan, arena, layout), touchPages(data)]);
      data.set(frameImage(arena, result).data);
    });
    const filter = clock.lap();
    return {
      kind: "apply",
      image: { width, height, data },
      timings: { queue: 0, decode: 0, filter, encode: 0, total: filter },
    };
  }

  async #convert(task: ConvertTask): Promise<ConvertResult> {
    const clock = startClock();
    const planned = planConvert(task);
    const { info, plan } = planned;
    const { codec, bytes, encode: options } = task;
    const layout = layoutArena(plan.input, plan.stages);
    const [target, source] = ends(layout);
    return await this.#withArena(layout, async (arena) => {
      const { format } = info;
      const metadata = metadataRequest(task, planned);
      const { shrink } = plan;
      const first: DecodeTask = {
        kind: "decode",
        ...{ bytes, format, codec, arena, target, shrink, metadata },
      };
      const last: EncodeTask = {
        kind: "encode",
        arena,
        source,
        format: task.format ?? format,
        codec,
        encode: options,
      };
      this.#totalMs = predictedMs(first) + plan.cost + predictedMs(last);
      const decoded = await this.#options.pieces.send(first);
      this.#doneMs += predictedMs(first);
      const decode = clock.lap();
      await this.#filter(plan, arena, layout);
      const filter = clock.lap();
      const encoded = await this.#options.pieces.send({ ...last, metadata: decoded.metadata });
      return convertResult(task, planned, encoded, { decode, filter, encode: clock.lap() });
    });
  }

  /** Gives the arena back only when no worker can write to it any more. */
  async #withArena<Result>(
    { bytes }: ArenaLayout,
    work: (arena: ArenaRef) => Promise<Result>,
  ): Promise<Result> {
    const { arenas, pieces } = this.#options;
    const arena = arenas.take(bytes);
    try {
      return await work(arena);
    } finally {
      pieces.stop();
      if (pieces.isQuiet) arenas.giveBack(arena);
    }
  }

  /** Runs one stage after the other. */
  async #filter({ stages }: Plan, arena: ArenaRef, { frames }: ArenaLayout): Promise<void> {
    for (const [index, stage] of stages.entries()) {
      const [source, target] = [frames[index], frames[index + 1]];
      const bands = cutBands(stage, source, this.#options);
      await this.#stage({ kind: "band", stage, arena, source, target, bands });
    }
  }

  async #stage(task: BandTask): Promise<void> {
    const { pieces, workers } = this.#options;
    const words = new BandWords(task.arena.words);
    words.reset();
    const cost = stageCost(task.stage, task.source);
    this.#stageMs = () => cost * words.rows / task.target.height;
    const sharers = Math.min(workers, task.bands.length);
    await Promise.all(Array.from({ length: sharers }, () => pieces.send(task)));
    this.#stageMs = () => 0;
    this.#doneMs += cost;
  }
}

/** The frames of the source and of the result. */
function ends({ frames }: ArenaLayout): [FrameRef, FrameRef] {
  return [frames[0], frames[frames.length - 1]];
}
