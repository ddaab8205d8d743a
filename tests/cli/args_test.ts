import { assertEquals, assertThrows } from "@std/assert";
import { COMMON_OPTIONS, hasSwitch, type OptionSpec, readArgs } from "../../cli/args.ts";
import { InputError } from "../../errors.ts";

const SPECS: readonly OptionSpec[] = [
  { name: "out", short: "o", value: "PATH", description: "" },
  { name: "quality", value: "N", description: "" },
  ...COMMON_OPTIONS,
];

Deno.test("readArgs() parts operands, values and switches", () => {
  const given = readArgs(["a.jpg", "-o", "x", "--json", "b.jpg", "--quality=5"], SPECS);
  assertEquals(given.operands, ["a.jpg", "b.jpg"]);
  assertEquals([...given.values], [["out", "x"], ["quality", "5"]]);
  assertEquals([...given.switches], ["json"]);
});

Deno.test("readArgs() leaves names that look like numbers, or like options after --, alone", () => {
  const given = readArgs(["007", "1e3", "--", "-x.jpg", "--out", "--"], SPECS);
  assertEquals(given.operands, ["007", "1e3", "-x.jpg", "--out", "--"]);
});

Deno.test("readArgs() does not let a switch swallow the operand after it", () => {
  const given = readArgs(["--json", "a.jpg", "-h", "b.jpg"], SPECS);
  assertEquals(given.operands, ["a.jpg", "b.jpg"]);
});

const REFUSALS = [
  [["--qualty", "5"], "did you mean '--quality'"],
  [["--no-json"], "'--no-json' is no option"],
  [["-x"], "'-x' is no option"],
  [["-x.jpg"], "goes after --"],
  [["--out"], "--out needs a value"],
  [["--out="], "--out needs a value"],
  [["--out", "--json"], "--out needs a value"],
  [["--quality", "-5"], "--quality needs a value"],
  [["-o", "a", "--out", "b"], "--out is given twice"],
  [["--json=no"], "--json takes no value"],
  [["--json=false"], "--json takes no value"],
  [["--__proto__", "x"], "no option"],
  [["--constructor.prototype.x=1"], "no option"],
] as const;

for (const [args, message] of REFUSALS) {
  Deno.test(`readArgs() refuses ${args.join(" ")}`, () => {
    const error = assertThrows(() => readArgs(args, SPECS), InputError, message);
    assertEquals(error.code, "bad_option");
  });
}

Deno.test("readArgs() keeps all values of an option that may be repeated, in order", () => {
  const specs = [...SPECS, { name: "plugin", value: "FILE", repeatable: true, description: "" }];
  const { lists, values } = readArgs(["--plugin", "b.ts", "x", "--plugin=a.ts"], specs);
  assertEquals([lists.get("plugin"), values.size], [["b.ts", "a.ts"], 0]);
  assertEquals(readArgs([], specs).lists.get("plugin"), []);
  assertThrows(() => readArgs(["--plugin", "a", "--plugin="], specs), InputError, "needs a value");
});

Deno.test("hasSwitch() looks at options only", () => {
  assertEquals(hasSwitch(["process", "--json"], "--json"), true);
  assertEquals(hasSwitch(["process", "-h"], "--help", "-h"), true);
  assertEquals(hasSwitch(["process", "--", "--json"], "--json"), false);
  assertEquals(hasSwitch(["process"], "--json"), false);
});

Deno.test("readArgs() takes - for a value and for an operand", () => {
  const given = readArgs(["-", "-o", "-"], SPECS);
  assertEquals([given.operands, [...given.values]], [["-"], [["out", "-"]]]);
  assertEquals([...readArgs(["--out", "-", "@-"], SPECS).values], [["out", "-"]]);
});

Deno.test("readArgs() takes letters together, a value attached to the last of them", () => {
  const specs: readonly OptionSpec[] = [
    ...SPECS,
    { name: "recursive", short: "r", description: "" },
    { name: "null", short: "0", description: "" },
  ];
  for (const args of [["-r0ox"], ["-r0o", "x"], ["-r0", "-o=x"], ["-0r", "--out=x"]]) {
    const given = readArgs(args, specs);
    assertEquals([...given.switches].sort(), ["null", "recursive"]);
    assertEquals([...given.values], [["out", "x"]]);
  }
  assertThrows(() => readArgs(["-rx"], specs), InputError, "'-rx' is no option");
  assertThrows(() => readArgs(["-ro"], specs), InputError, "--out needs a value");
});

Deno.test("readArgs() keeps line breaks and signs of equality within values", () => {
  const given = readArgs(["--out=a=b\nc"], SPECS);
  assertEquals([...given.values], [["out", "a=b\nc"]]);
});
