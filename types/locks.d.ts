// Web Locks as Deno implements them; its type library does not declare them yet.
interface LiveLocks {
  request<T>(name: string, hold: () => T | Promise<T>): Promise<T>;
}
interface Navigator {
  readonly locks: LiveLocks;
}
interface WorkerNavigator {
  readonly locks: LiveLocks;
}
