/** Events whose names and details the compiler knows, over the platform's EventTarget. @module */

/** Options of `on`. */
export interface ListenOptions {
  /** Only the first time. @default false */
  readonly once?: boolean | undefined;
  /** Stops listening when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/** Emits the events of `Events`: names to details. An error of a listener is reported like any uncaught one. */
export class TypedEvents<Events> {
  readonly #target = new EventTarget();
  readonly #names = new Set<string>();

  /** Calls `listener` with the detail of each such event; returns a function that stops it. */
  on<Name extends keyof Events & string>(
    name: Name,
    listener: (detail: Events[Name]) => void,
    options: ListenOptions = {},
  ): () => void {
    const { once = false, signal } = options;
    const listen = (event: Event): void => listener((event as CustomEvent<Events[Name]>).detail);
    this.#names.add(name);
    this.#target.addEventListener(name, listen, signal === undefined ? { once } : { once, signal });
    return () => this.#target.removeEventListener(name, listen);
  }

  /** Tells the listeners, in the order they came; nearly free when there were never any. */
  emit<Name extends keyof Events & string>(name: Name, detail: Events[Name]): void {
    if (this.#names.has(name)) this.#target.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
