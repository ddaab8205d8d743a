/** A worker whose module cannot be loaded. @module */
const name = "./no_such_module.ts";
await import(name);
