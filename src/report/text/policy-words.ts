import type { ListedPerson } from "../../model/listed-person.ts";

type Outcome = ListedPerson["policies"][number];

function outcomeWords({ policy, rule, network, apps, why }: Outcome): string {
  const name = policy === null ? "no policy that was read" : policy;
  const notes = [
    ...(network === null ? [] : [network]),
    ...(apps === null ? [] : [`for sign-ins to ${apps}`]),
    ...(why === "undecidable" ? ["not decided"] : []),
  ];
  const ruled = rule === null ? name : `${name} / ${rule}`;
  return notes.length === 0 ? ruled : `${ruled} (${notes.join(", ")})`;
}

/** The enrollment policies that can be in effect, in words. */
export const policyWords = (outcomes: readonly Outcome[]): string =>
  outcomes.length === 0 ? "not read" : outcomes.map(outcomeWords).join("; or ");
