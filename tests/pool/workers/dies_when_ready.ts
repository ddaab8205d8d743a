/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that is ready and dies at once. @module */
import { holdForLife } from "../../../pool/liveness.ts";
import type { WorkerRequest } from "../../../pool/protocol.ts";

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.type !== "start") return;
  holdForLife(data.token, () => self.postMessage({ type: "ready" }));
  setTimeout(() => {
    throw new Error("dead on arrival");
  });
};
