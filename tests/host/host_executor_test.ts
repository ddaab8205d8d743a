/** The conformance suite over a pool in a child process. @module */
import { HostExecutor } from "../../host/supervisor.ts";
import { testExecutor, testResponsiveExecutor } from "../pool/conformance.ts";

const name = "HostExecutor of 2";
testExecutor(name, (options) => new HostExecutor({ ...options, workers: 2 }));
testResponsiveExecutor(name, (options) => new HostExecutor({ ...options, workers: 2 }));
