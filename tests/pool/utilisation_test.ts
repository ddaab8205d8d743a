import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Utilisation } from "../../pool/utilisation.ts";

Deno.test("Utilisation moves towards the present share, 1/e of the way left after its window", () => {
  const utilisation = new Utilisation(1_000, 0);
  utilisation.set(3, 4, 0);
  assertEquals(utilisation.at(0), 0);
  assertAlmostEquals(utilisation.at(1_000), 0.75 * (1 - Math.exp(-1)), 1e-12);
  assertAlmostEquals(utilisation.at(60_000), 0.75, 1e-12);
  utilisation.set(0, 4, 60_000);
  assertAlmostEquals(utilisation.at(61_000), 0.75 * Math.exp(-1), 1e-12);
});

Deno.test("Utilisation does not depend on how often it is told the same", () => {
  const [often, once] = [new Utilisation(1_000, 0), new Utilisation(1_000, 0)];
  once.set(1, 2, 0);
  for (let now = 0; now <= 900; now += 100) often.set(1, 2, now);
  assertAlmostEquals(often.at(1_000), once.at(1_000), 1e-12);
});

Deno.test("Utilisation of no workers is 0", () => {
  const utilisation = new Utilisation(1_000, 0);
  utilisation.set(0, 0, 0);
  assertEquals(utilisation.at(5_000), 0);
});
