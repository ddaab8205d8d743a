/** A worker that says nothing. @module */
export {};
