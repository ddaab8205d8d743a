/**
 * The child process: the pool behind a unix socket, whose path is the only argument. It ends when the socket does,
 * so that it never outlives its parent.
 *
 * @module
 */
import { serveHost } from "./serve_host.ts";

// A terminal sends these to the child as well; the parent decides when the work is to end.
for (const signal of ["SIGINT", "SIGHUP"] as const) Deno.addSignalListener(signal, () => {});

await serveHost(await Deno.connect({ transport: "unix", path: Deno.args[0] }));

// A thread that cannot be stopped would keep the process alive.
Deno.exit(0);
