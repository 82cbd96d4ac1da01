import type { EmulatedUser } from "./state.ts";

interface Change {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The person until then; undefined: there was none. */
  readonly before: EmulatedUser | undefined;
}

/** People as a search finds them, which is as they were some time ago (okta-api 1.1). */
export class SearchedPeople {
  readonly #lagMs: number;
  readonly #clock: () => Date;
  readonly #changes = new Map<string, readonly Change[]>();

  /** @param lagMs how long a change takes until a search sees it */
  constructor(lagMs: number, clock: () => Date) {
    this.#lagMs = lagMs;
    this.#clock = clock;
  }

  /** Remembers who somebody was until now. */
  note(id: string, before: EmulatedUser | undefined): void {
    if (this.#lagMs === 0) return;
    const changes = this.#changes.get(id) ?? [];
    this.#changes.set(id, [...changes, { at: this.#clock().getTime(), before }]);
  }

  /** Who a search finds in place of somebody; undefined where it does not know them yet. */
  found(user: EmulatedUser): EmulatedUser | undefined {
    const changes = this.#changes.get(user.id);
    if (changes === undefined) return user;
    const seenUntil = this.#clock().getTime() - this.#lagMs;
    const first = changes.find(({ at }) => at > seenUntil);
    return first === undefined ? user : first.before;
  }
}
