/** A worker whose module cannot be evaluated. @module */
throw new Error("the engine is missing");
