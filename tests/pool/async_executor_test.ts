import { AsyncExecutor } from "../../pool/async_executor.ts";
import { testExecutor, testResponsiveExecutor } from "./conformance.ts";

testExecutor("AsyncExecutor", (options) => new AsyncExecutor(options));
testResponsiveExecutor("AsyncExecutor", (options) => new AsyncExecutor(options));
