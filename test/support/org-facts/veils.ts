import type { OrgFacts, Veil } from "./org-facts.ts";
import { idOfFact } from "./state-of-facts.ts";

/** An answer with its body parsed. */
export interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a veil knows what it lies over.
  readonly body: any;
}

interface Worn {
  readonly path: RegExp;
  readonly see: (seen: Seen, facts: OrgFacts, path: string) => Seen;
}

const refused: Seen = {
  status: 403,
  body: { errorCode: "E0000006", errorSummary: "You do not have permission" },
};
const notFound: Seen = { status: 404, body: { errorCode: "E0000007", errorSummary: "Not found" } };
const broken: Seen = { status: 500, body: { errorCode: "E0000009", errorSummary: "Internal Server Error" } };
const empty: Seen = { status: 200, body: [] };

const withoutId =
  (idIn: (facts: OrgFacts) => string | undefined) =>
  (seen: Seen, facts: OrgFacts): Seen => ({
    ...seen,
    body: seen.body.filter(({ id }: { readonly id: string }) => id !== idIn(facts)),
  });

const always = (answer: Seen) => () => answer;
const policyRules = /^\/api\/v1\/policies\/(.+)\/rules$/;

const oneOfStaff = ({ groups: { staff } }: OrgFacts): string | undefined =>
  staff.members.map(idOfFact.user)[0];
const firstPolicy = ({ policies }: OrgFacts): string | undefined =>
  policies.map(({ name }) => idOfFact.policy(name))[0];

const worn: Readonly<Record<Veil, readonly Worn[]>> = {
  "nobody is listed": [{ path: /^\/api\/v1\/users$/, see: always(empty) }],
  "one of the staff is not listed": [{ path: /^\/api\/v1\/users$/, see: withoutId(oneOfStaff) }],
  "everybody is gone on re-reading": [
    { path: /^\/api\/v1\/users\/[^/]+(\/(authenticator-enrollments|factors))?$/, see: always(notFound) },
  ],
  "one person's enrolments fail": [
    {
      path: /^\/api\/v1\/users\/[^/]+\/(authenticator-enrollments|factors)$/,
      see: (seen, { people: [first] }, path) =>
        first !== undefined && path.includes(`/${idOfFact.user(first.login)}/`) ? broken : seen,
    },
  ],
  "members of staff are refused": [
    { path: new RegExp(`^/api/v1/groups/${idOfFact.group("staff")}/users$`), see: always(refused) },
  ],
  "Everyone is not listed": [
    { path: /^\/api\/v1\/groups$/, see: withoutId(() => idOfFact.group("everyone")) },
  ],
  "rules of the first policy are refused": [
    {
      path: policyRules,
      see: (seen, facts, path) => (policyRules.exec(path)?.[1] === firstPolicy(facts) ? refused : seen),
    },
  ],
  "a policy is malformed": [
    {
      path: /^\/api\/v1\/policies$/,
      see: (seen, facts) => ({
        ...seen,
        body: seen.body.map((one: { readonly id: string }) =>
          one.id === firstPolicy(facts) ? { ...one, status: 5 } : one,
        ),
      }),
    },
  ],
  "no authenticator is listed": [{ path: /^\/api\/v1\/authenticators$/, see: always(empty) }],
  "authenticators are refused": [{ path: /^\/api\/v1\/authenticators$/, see: always(refused) }],
  "methods are refused": [{ path: /^\/api\/v1\/authenticators\/[^/]+\/methods$/, see: always(refused) }],
  "no administrator is listed": [
    { path: /^\/api\/v1\/iam\/assignees\/users$/, see: always({ status: 200, body: { value: [] } }) },
  ],
  "roles of a holder are not found": [
    {
      path: /^\/api\/v1\/users\/[^/]+\/roles$/,
      see: (seen, { people }, path) => {
        const last = people.filter(({ isAdministrator }) => isAdministrator).at(-1);
        return last !== undefined && path.includes(`/${idOfFact.user(last.login)}/`) ? notFound : seen;
      },
    },
  ],
};

/** An answer as the reader sees it. */
export function seenThrough(facts: OrgFacts, path: string, seen: Seen): Seen {
  if (facts.veil === null || seen.status >= 400) return seen;
  const over = worn[facts.veil].find((one) => one.path.test(path));
  return over === undefined ? seen : over.see(seen, facts, path);
}
