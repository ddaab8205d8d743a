/** Maps `source` with at most `limit` calls of `transform` in flight; yields in source order. */
export function pooledMap<T, R>(
  limit: number,
  source: Iterable<T> | AsyncIterable<T>,
  transform: (item: T) => Promise<R>,
): AsyncIterableIterator<R>;
