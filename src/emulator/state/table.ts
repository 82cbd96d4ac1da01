/** Ids in the order in which they were first added; a reader can go on after any id it has seen, even a removed one. */
export class OrderedIds {
  readonly #present = new Set<string>();
  readonly #order: string[] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#present.size;
  }

  has(id: string): boolean {
    return this.#present.has(id);
  }

  /** False when it was there already. */
  add(id: string): boolean {
    if (this.#present.has(id)) return false;
    this.#present.add(id);
    if (!this.#places.has(id)) {
      this.#places.set(id, this.#order.length);
      this.#order.push(id);
    }
    return true;
  }

  /** False when it was not there. */
  delete(id: string): boolean {
    return this.#present.delete(id);
  }

  /** Yields the ids after one; all after null, none after an id never seen. */
  *after(cursor: string | null): Generator<string> {
    const start = cursor === null ? 0 : (this.#places.get(cursor) ?? this.#order.length) + 1;
    for (let place = start; place < this.#order.length; place += 1) {
      const id = this.#order[place];
      if (id !== undefined && this.#present.has(id)) yield id;
    }
  }
}

/** Things by id, in the order in which they were first put. */
export class Table<Row extends { readonly id: string }> {
  readonly #ids = new OrderedIds();
  readonly #rows = new Map<string, Row>();

  constructor(rows: Iterable<Row> = []) {
    for (const row of rows) this.put(row);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Adds it, or puts it in the place of the one with its id. */
  put(row: Row): void {
    this.#ids.add(row.id);
    this.#rows.set(row.id, row);
  }

  delete(id: string): void {
    this.#ids.delete(id);
    this.#rows.delete(id);
  }

  /** Yields the rows after an id; all after null. */
  *after(cursor: string | null): Generator<Row> {
    for (const id of this.#ids.after(cursor)) {
      const row = this.#rows.get(id);
      if (row !== undefined) yield row;
    }
  }

  all(): readonly Row[] {
    return [...this.after(null)];
  }
}
