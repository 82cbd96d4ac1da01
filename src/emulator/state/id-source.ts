const digits = 17;
const ours = /^(...)0000000([0-9a-z]{10})$/;

/** Hands out ids of Okta's form (a prefix of three, twenty characters in all), the same ones in every run. */
export class IdSource {
  readonly #last = new Map<string, number>();

  /** The next id of a prefix. */
  next(prefix: string): string {
    const number = (this.#last.get(prefix) ?? 0) + 1;
    this.#last.set(prefix, number);
    return prefix + number.toString(36).padStart(digits, "0");
  }

  /** Makes sure that an id which exists already is not handed out again. */
  reserve(id: string): void {
    const [, prefix, number] = ours.exec(id) ?? [];
    if (prefix === undefined || number === undefined) return;
    const value = Number.parseInt(number, 36);
    if (value > (this.#last.get(prefix) ?? 0)) this.#last.set(prefix, value);
  }
}
