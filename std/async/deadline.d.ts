/** Rejects with a `TimeoutError` DOMException when `promise` takes longer than `ms`. */
export function deadline<T>(
  promise: Promise<T>,
  ms: number,
  options?: { signal?: AbortSignal },
): Promise<T>;
