import { z } from "zod";

/** Something that Okta sent and that we cannot read: which one, and what is wrong with it. */
export interface WireProblem {
  /** Okta's id (or uuid), where even that much could be read. */
  readonly id: string | null;
  readonly reason: string;
}

export interface ParsedList<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly WireProblem[];
}

const named = z.union([
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
  // Events of the System Log have no other name.
  z.looseObject({ uuid: z.string() }).transform(({ uuid }) => uuid),
]);

const idOf = (value: unknown): string | null => named.safeParse(value).data ?? null;

/** The first thing that zod found wrong, as one line: `profile.login: expected string …`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "not as expected";
  const place = issue.path.map(String).join(".");
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}

/**
 * Parses a list item by item: a malformed one becomes a problem and the others are kept. Null when the body
 * is not a list at all.
 *
 * @param what a word for one item (`user`, `policy`)
 */
export function parseList<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  body: unknown,
): ParsedList<z.output<Schema>> | null {
  if (!Array.isArray(body)) return null;
  const items: z.output<Schema>[] = [];
  const problems: WireProblem[] = [];
  for (const [index, value] of body.entries()) {
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      items.push(parsed.data);
      continue;
    }
    const id = idOf(value);
    const name = id === null ? `number ${index + 1} of its page` : id;
    problems.push({ id, reason: `malformed ${what} ${name}: ${firstIssue(parsed.error)}` });
  }
  return { items, problems };
}
