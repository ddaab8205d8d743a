/** A program with a host, for tests that end it: says the process of its host, and waits. @module */
import { HostExecutor } from "../../host/supervisor.ts";

const host = new HostExecutor({ workers: 1 });
try {
  await host.ready();
  say(`host ${host.pid}`);
} catch (error) {
  say(`${error}`);
  Deno.exit(1);
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
