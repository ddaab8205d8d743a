/** Keeps the errors of callers' functions out of the books. @module */

/**
 * The same function, whose error is reported like any uncaught one. Thrown where it is called, it would leave a
 * request half accepted or half settled.
 */
export function reported<Value>(tell: (value: Value) => void): (value: Value) => void {
  return (value) => {
    try {
      tell(value);
    } catch (error) {
      reportError(error);
    }
  };
}
