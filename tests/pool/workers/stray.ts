/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that replies wrongly before and after it replies rightly. @module */
import { holdForLife } from "../../../pool/liveness.ts";
import type { WorkerRequest } from "../../../pool/protocol.ts";

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.type === "start") {
    holdForLife(data.token, () => self.postMessage({ type: "ready" }));
    return;
  }
  const { id } = data;
  const error = { name: "Error", message: `reply to ${id}` };
  self.postMessage({ type: "failed", id: id + 1_000, error });
  self.postMessage({ type: "nonsense" });
  self.postMessage({ type: "failed", id, error });
  self.postMessage({ type: "failed", id, error });
};
