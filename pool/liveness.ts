/**
 * Whether a worker's thread still exists. A worker can end without any event (`self.close()`), and
 * `terminate()` returns while a busy thread runs on; but the runtime gives its locks back exactly when the
 * thread is gone. So each worker holds a lock of its own for life, and the pool stands in line for it.
 *
 * @module
 */

/** A lock name that nobody else uses. */
export function createToken(): string {
  return `pixelpool/${crypto.randomUUID()}`;
}

/** Worker's side: takes the lock for good, and calls `held` as soon as it has it. */
export function holdForLife(token: string, held: () => void): void {
  void navigator.locks.request(token, () => {
    held();
    return new Promise<never>(() => {});
  });
}

/** Pool's side: resolves when the thread that holds the lock is gone. Call it only once the lock is held. */
export async function whenGone(token: string): Promise<void> {
  await navigator.locks.request(token, () => {});
}
