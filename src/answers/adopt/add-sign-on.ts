import { type YAMLMap, YAMLSeq } from "yaml";
import type { Baseline } from "../../model/baseline.ts";
import { sameName } from "../../model/words.ts";
import type { AdoptedOrg } from "./adopted-text.ts";
import type { Insertion } from "./splice-yaml.ts";
import { mapOf } from "./yaml-nodes.ts";

/** Something to add to a baseline, and what it is called. */
export interface Added {
  readonly words: string;
  readonly insertion: Insertion;
}

/** A side of `signOn`: what is live and undeclared of it, in order. */
interface Side {
  readonly field: "sessionPolicies" | "appPolicies";
  readonly one: string;
  readonly declared: readonly { readonly name: string }[];
  readonly fresh: readonly {
    readonly name: string;
    readonly node: YAMLMap;
    readonly behind: readonly string[];
  }[];
}

/**
 * Session and app policies that are live and undeclared. What Okta makes with an org counts as well: until it is declared
 * nothing holds it.
 */
export function addedSignOn(
  { sessions, apps }: Pick<AdoptedOrg, "sessions" | "apps">,
  { signOn }: Baseline,
): readonly Added[] {
  const sides: readonly Side[] = [
    side("sessionPolicies", "session policy", signOn.sessionPolicies, sessions),
    side("appPolicies", "app policy", signOn.appPolicies, apps),
  ];
  return sides.flatMap((one) => (one.declared.length > 0 ? intoList(one) : asSection(one)));
}

function side(
  field: Side["field"],
  one: string,
  declared: Side["declared"],
  adopted: AdoptedOrg["sessions"] | AdoptedOrg["apps"],
): Side {
  const names = adopted.declared.map(({ policy }) => policy.name);
  const fresh = names.flatMap((name, index) => {
    const node = adopted.nodes[index];
    const isDeclared = declared.some((other) => sameName(other.name, name));
    return node === undefined || isDeclared ? [] : [{ name, node, behind: names.slice(index + 1) }];
  });
  return { field, one, declared, fresh };
}

/** Each before the first of those behind it that the baseline declares; app policies have no order. */
const intoList = ({ field, one, declared, fresh }: Side): readonly Added[] =>
  fresh.map(({ name, node, behind }) => {
    const place = declared.findIndex((other) => behind.some((later) => sameName(later, other.name)));
    const before = field === "appPolicies" || place < 0 ? null : place;
    return { words: `${one} "${name}"`, insertion: { path: ["signOn", field], before, node } };
  });

/** A side that the baseline does not have yet, as a whole. */
function asSection({ field, one, fresh }: Side): readonly Added[] {
  if (fresh.length === 0) return [];
  const list = new YAMLSeq();
  list.items.push(...fresh.map(({ node }) => node));
  const words = `${one} ${fresh.map(({ name }) => `"${name}"`).join(", ")}`;
  return [{ words, insertion: { path: ["signOn"], before: null, node: mapOf({ [field]: list }) } }];
}
