/**
 * Whether a worker's thread still exists. A worker can end without any event (`self.close()`), and
 * `terminate()` returns while a busy thread runs on; but the runtime gives its locks back exactly when the
 * thread is gone. So each worker holds a lock of its own for life, and the pool stands in line for it.
 *
 * @module
 */

/** Web Locks as far as they are used. */
interface Locks {
  request<T>(name: string, hold: () => T | Promise<T>): Promise<T>;
}

// Deno has them and its type library does not; a declaration of our own would not reach those who import us.
const { locks } = navigator as unknown as { readonly locks: Locks };

/** A lock name that nobody else uses. */
export function createToken(): string {
  return `pixelpool/${crypto.randomUUID()}`;
}

/** Worker's side: takes the lock for good, and calls `held` as soon as it has it. */
export function holdForLife(token: string, held: () => void): void {
  void locks.request(token, () => {
    held();
    return new Promise<never>(() => {});
  });
}

/** Pool's side: resolves when the thread that holds the lock is gone. Call it only once the lock is held. */
export async function whenGone(token: string): Promise<void> {
  await locks.request(token, () => {});
}
