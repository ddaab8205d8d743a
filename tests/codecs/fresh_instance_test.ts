import { assertEquals, assertRejects } from "@std/assert";
import { FreshInstance } from "../../codecs/fresh_instance.ts";

/** Instances are numbers, counted as they are opened. */
function counted(): FreshInstance<number> {
  let opened = 0;
  return new FreshInstance(() => Promise.resolve(++opened));
}

function fail(): never {
  throw new Error("broken");
}

Deno.test("FreshInstance.use() keeps one instance as long as nothing fails", async () => {
  const instance = counted();
  const numbers = await Promise.all([1, 2, 3].map(() => instance.use((number) => number)));
  assertEquals(numbers, [1, 1, 1]);
});

Deno.test("FreshInstance.use() opens another one after a failure", async () => {
  const instance = counted();
  await assertRejects(() => instance.use(fail), Error, "broken");
  assertEquals(await instance.use((number) => number), 2);
});

Deno.test("FreshInstance.use() gives no broken instance to those that waited for it", async () => {
  const instance = counted();
  const [first, second, third] = await Promise.allSettled([
    instance.use(fail),
    instance.use((number) => number),
    instance.use(fail),
  ]);
  assertEquals([first.status, third.status], ["rejected", "rejected"]);
  assertEquals(second, { status: "fulfilled", value: 2 });
  assertEquals(await instance.use((number) => number), 3);
});

Deno.test("FreshInstance.use() tells when an instance cannot be opened, and tries again", async () => {
  let tries = 0;
  const instance = new FreshInstance(() =>
    ++tries === 1 ? Promise.reject(new Error("no memory")) : Promise.resolve(tries)
  );
  await assertRejects(() => instance.use((number) => number), Error, "no memory");
  assertEquals(await instance.use((number) => number), 2);
});
