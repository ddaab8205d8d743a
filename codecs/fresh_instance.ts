/** An instance of a library that starts afresh after every failure. @module */

/**
 * Keeps one instance of a library for its thread. One that threw is thrown away: its memory is in an unknown
 * state, and most libraries lose what they had taken for the picture.
 */
export class FreshInstance<Library> {
  readonly #open: () => Promise<Library>;
  #instance: Promise<Library> | undefined;

  /** Opens nothing yet. */
  constructor(open: () => Promise<Library>) {
    this.#open = open;
  }

  /** Runs `work`, which must not wait for anything; rejects with what it throws. */
  async use<T>(work: (library: Library) => T): Promise<T> {
    let mine: Promise<Library> | undefined;
    try {
      let library: Library;
      do {
        mine = this.#instance ??= this.#open();
        library = await mine;
        // Others that waited for the same instance may have broken it meanwhile.
      } while (mine !== this.#instance);
      return work(library);
    } catch (error) {
      // Who waited for one that could not be opened must not forget the next one.
      if (this.#instance === mine) this.#instance = undefined;
      throw error;
    }
  }
}
