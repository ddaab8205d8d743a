/** The mix of faults as text, `throw=5%,hang=1%`, and back. @module */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import { type Fault, type FaultMix, FAULTS, NO_FAULTS } from "./faults.ts";

/** Word for a mix without any fault. */
const NONE = "none";

/**
 * Reads a mix; faults that are not named have no share. `none` stands for the mix without any.
 *
 * @throws {InputError} `bad_option` for an unknown fault, one named twice, no percentage, or more than 100 % together
 */
export function parseFaultMix(text: string): FaultMix {
  if (text === NONE) return NO_FAULTS;
  const mix: Record<Fault, number> = { ...NO_FAULTS };
  const named = new Set<Fault>();
  for (const part of text.split(",")) {
    const [name, share] = part.split("=", 2).map((side) => side.trim());
    const fault = readFault(name);
    if (named.has(fault)) throw refusal(`'${fault}' is named twice`, text);
    named.add(fault);
    mix[fault] = readShare(fault, share);
  }
  const sum = Object.values(mix).reduce((total, share) => total + share, 0);
  // Shares are sums of decimals: 30 % + 70 % may be a hair above 1.
  if (sum > 1 + 1e-9) throw refusal("the shares are above 100 % together", text);
  return mix;
}

/** The text of a mix; reading it gives the same shares to the last bit. */
export function formatFaultMix(mix: FaultMix): string {
  const parts = FAULTS.filter((fault) => mix[fault] > 0)
    .map((fault) => `${fault}=${Number((mix[fault] * 100).toFixed(9))}%`);
  return parts.length === 0 ? NONE : parts.join(",");
}

function readFault(name: string): Fault {
  const fault = FAULTS.find((known) => known === name);
  if (fault !== undefined) return fault;
  throw new InputError(
    "bad_option",
    `Cannot inflict '${name}' as it is no fault${didYouMean(name, FAULTS)}: faults are ${
      FAULTS.join(", ")
    }`,
  );
}

function readShare(fault: Fault, text: string | undefined): number {
  const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(text ?? "") ?? [];
  const percent = Number(digits);
  if (percent >= 0 && percent <= 100) return percent / 100;
  throw new InputError(
    "bad_option",
    `Cannot inflict '${fault}' as its share must be a percentage such as ${fault}=0.5%: ` +
      `current value is ${text ?? "missing"}`,
  );
}

function refusal(reason: string, text: string): InputError {
  return new InputError(
    "bad_option",
    `Cannot inflict faults as ${reason}: current value is ${text}`,
  );
}
