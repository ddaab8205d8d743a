/** Sends back what it gets. @module */
import workerpool from "workerpool";

workerpool.worker({
  echo: (value: unknown): unknown =>
    value instanceof ArrayBuffer ? new workerpool.Transfer(value, [value]) : value,
});
