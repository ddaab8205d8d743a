/** Sends back what it gets. @module */
import { move } from "piscina";

/** Moves a buffer rather than copying it. */
export default function echo(value: unknown): unknown {
  return value instanceof ArrayBuffer ? move(value) : value;
}
