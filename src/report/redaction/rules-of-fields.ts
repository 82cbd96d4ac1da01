/** Makes another value of one, of the same type. */
export type Rule<Value> = (value: Value) => Value;

/** A rule for every field of a type: a field without one does not compile, and none that has no rule gets through. */
export type Rules<Item> = { readonly [Field in keyof Item]-?: Rule<Exclude<Item[Field], undefined>> };

/** Stays as it is. */
export const keep = <Value>(value: Value): Value => value;

/** Applies the rules of its fields. */
export const each =
  <Item extends object>(rules: Rules<Item>): Rule<Item> =>
  (item) => {
    const byField = rules as Readonly<Record<string, Rule<unknown>>>;
    const fields = Object.entries(item).flatMap(([field, value]) => {
      const rule = byField[field];
      return rule === undefined ? [] : [[field, rule(value)] as const];
    });
    return Object.fromEntries(fields) as Item;
  };

export const listOf =
  <Item>(rule: Rule<Item>): Rule<readonly Item[]> =>
  (items) =>
    items.map(rule);

export const orNull =
  <Value>(rule: Rule<Value>): Rule<Value | null> =>
  (value) =>
    value === null ? null : rule(value);

const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** A list without order of its own, put in the order of what its items are called then. */
export const inOrder =
  <Item>(rule: Rule<Item>, called: (item: Item) => string): Rule<readonly Item[]> =>
  (items) =>
    items.map(rule).toSorted((left, right) => byText(called(left), called(right)));

/** Values by id, in the order of the new ids. */
export const keyed =
  <Id extends string, Value>(id: (id: Id) => Id, rule: Rule<Value>): Rule<Readonly<Record<Id, Value>>> =>
  (record) => {
    const entries = Object.entries<Value>(record).map(
      ([key, value]) => [id(key as Id), rule(value)] as const,
    );
    return Object.fromEntries(entries.toSorted(([left], [right]) => byText(left, right))) as Record<
      Id,
      Value
    >;
  };
