import { assertEquals, assertThrows } from "@std/assert";
import { PROVIDERS } from "../../codecs/registry.ts";
import { laneOf, type LaneOptions, type LanePolicy } from "../../pool/lane.ts";
import { applyTask, convertTask, picture } from "./support.ts";

const NONE: LanePolicy = { lanes: [], access: "none" };
const BYTES = new Uint8Array(1);

function withLanes(...lanes: LaneOptions[]): LanePolicy {
  return { lanes, access: "none" };
}

Deno.test("laneOf() keeps tasks in the sandbox unless they name a native provider", () => {
  assertEquals(laneOf(applyTask("blur", picture(1, 1)), NONE), "usual");
  assertEquals(laneOf(convertTask("blur", BYTES), NONE), "usual");
  assertEquals(laneOf(convertTask("blur", BYTES, { codec: "no such provider" }), NONE), "usual");
  for (const { name, sandbox } of PROVIDERS) {
    const task = convertTask("blur", BYTES, { codec: name });
    assertEquals(laneOf(task, NONE), sandbox === "native" ? "native" : "usual", name);
    assertEquals(laneOf(task, { lanes: [], access: "inherit" }), "usual", name);
  }
});

Deno.test("laneOf() sorts by weight, whether the picture is known or not", () => {
  const policy = withLanes({ name: "heavy", accepts: { weight: "heavy" } });
  assertEquals(laneOf(applyTask("brightness:1.2", picture(9, 9)), policy), "usual");
  assertEquals(laneOf(applyTask("heavy_sharpen", picture(9, 9)), policy), "heavy");
  assertEquals(laneOf(convertTask("brightness:1.2", BYTES), policy), "usual");
  assertEquals(laneOf(convertTask("heavy_sharpen", BYTES), policy), "heavy");
});

Deno.test("laneOf() sorts by filter and by provider, all of what a rule names", () => {
  const policy = withLanes(
    { name: "edges", accepts: { filters: ["canny", "edges"] } },
    { name: "turbo", accepts: { codecs: ["libjpeg-turbo"], weight: "light" } },
  );
  const turbo = { codec: "libjpeg-turbo" };
  assertEquals(laneOf(convertTask("blur,canny", BYTES), policy), "edges");
  assertEquals(laneOf(convertTask("blur", BYTES), policy), "usual");
  assertEquals(laneOf(applyTask("canny", picture(9, 9)), policy), "usual");
  assertEquals(laneOf(convertTask("brightness", BYTES, turbo), policy), "turbo");
  assertEquals(laneOf(convertTask("heavy_sharpen", BYTES, turbo), policy), "usual");
});

Deno.test("laneOf() asks the lanes in their order, and a lane that accepts nothing never", () => {
  const policy = withLanes(
    { name: "on request" },
    { name: "small", accepts: (task) => task.kind === "convert" && task.bytes.length < 10 },
    { name: "rest", accepts: () => true },
  );
  assertEquals(laneOf(convertTask("blur", BYTES), policy), "small");
  assertEquals(laneOf(convertTask("blur", new Uint8Array(10)), policy), "rest");
  assertEquals(laneOf(convertTask("blur", BYTES), policy, "on request"), "on request");
});

Deno.test("laneOf() refuses a lane that there is not, and one that could not run the task", () => {
  const policy = withLanes({ name: "mine" });
  assertThrows(
    () => laneOf(convertTask("blur", BYTES), policy, "yours"),
    RangeError,
    "'lane' must be one of usual, native, mine: current value is 'yours'",
  );
  assertThrows(
    () => laneOf(convertTask("blur", BYTES, { codec: "imagescript" }), policy, "mine"),
    RangeError,
    "needs the lane 'native'",
  );
});
