/** Remembers identifiers that may be used once, for as long as they could still be replayed. */
export class UsedOnce {
  /** Identifier and when it can be forgotten, in milliseconds since 1970. */
  readonly #until = new Map<string, number>();

  /** True the first time an identifier is seen. Times are milliseconds since 1970. */
  claim(id: string, now: number, until: number): boolean {
    for (const [known, end] of this.#until) {
      if (end > now) break;
      this.#until.delete(known);
    }
    if (this.#until.has(id)) return false;
    this.#until.set(id, until);
    return true;
  }
}
