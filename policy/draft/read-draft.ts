import { childOf, type MapNode, type TreeNode } from "../source/tree.ts";
import type { Draft, DraftGroup, DraftPolicy, DraftRequirement, Text } from "./draft.ts";
import { draftMap, keysOf, lacksOf, mapsOf, policyHead, settingsOf, textOf, textsOf } from "./draft-nodes.ts";
import { draftSignOnPolicy } from "./draft-sign-on.ts";

/** Reads what is well-formed and passes over the rest, which the schema complains of. */
export function draftOf(root: MapNode): Draft {
  const engine = textOf(childOf(childOf(root, "org"), "engine"))?.text;
  return {
    engine: engine === "identity" || engine === "classic" ? engine : null,
    groups: mapsOf(root, "groups").map(draftGroup),
    authenticators: settingsOf(root, "authenticators"),
    policies: mapsOf(root, "enrollmentPolicies").map(draftPolicy),
    sessionPolicies: mapsOf(childOf(root, "signOn"), "sessionPolicies").map(draftSignOnPolicy),
    appPolicies: mapsOf(childOf(root, "signOn"), "appPolicies").map(draftSignOnPolicy),
    requirements: mapsOf(root, "requirements").map(draftRequirement),
    exemptions: mapsOf(root, "exemptions").map((node) => ({
      user: textOf(childOf(node, "user")),
      requirement: textOf(childOf(node, "requirement")),
    })),
  };
}

function draftGroup(node: MapNode): DraftGroup {
  const managed = childOf(node, "managed");
  const filledBy = childOf(node, "filledBy");
  return {
    name: textOf(childOf(node, "name")),
    managed: !(managed?.kind === "scalar" && managed.value === false),
    ruleName: textOf(childOf(filledBy, "rule")),
    exceptUsers: textsOf(filledBy, "exceptUsers"),
    exceptGroups: textsOf(filledBy, "exceptGroups"),
    members: textsOf(node, "members"),
    keys: keysOf(node),
  };
}

function draftPolicy(node: MapNode): DraftPolicy {
  return {
    ...policyHead(node),
    authenticators: settingsOf(node, "authenticators"),
    rules: mapsOf(node, "rules").map((rule) => ({
      name: textOf(childOf(rule, "name")),
      zones: ["in", "notIn"].flatMap((side) => textsOf(childOf(rule, "network"), side)),
      apps: ["include", "exclude"].flatMap((side) => appsOf(childOf(rule, "apps"), side)),
      exceptUsers: textsOf(rule, "exceptUsers"),
    })),
  };
}

/** A label and a type of the same name are two things. */
const appsOf = (apps: TreeNode | undefined, side: string): readonly Text[] => [
  ...textsOf(apps, side),
  ...mapsOf(apps, side).flatMap((map) => {
    const type = textOf(childOf(map, "type"));
    return type === null ? [] : { ...type, text: `{ type: ${type.text} }` };
  }),
];

function draftRequirement(node: MapNode): DraftRequirement {
  const appliesTo = childOf(node, "appliesTo");
  const factors = childOf(node, "factors");
  const signIn = childOf(node, "signIn");
  return {
    at: node.at,
    id: textOf(childOf(node, "id")),
    appliesTo: draftMap(appliesTo),
    targetGroups: textsOf(appliesTo, "groups"),
    targetApps: textsOf(appliesTo, "apps"),
    memberOf: textsOf(node, "memberOf"),
    governedBy: textsOf(node, "governedBy"),
    factors: draftMap(factors),
    anyOf: textsOf(factors, "anyOf"),
    signInApps: textsOf(childOf(signIn, "to"), "apps"),
    signInZones: textsOf(childOf(signIn, "from"), "notIn"),
    recoveryMeans: textsOf(childOf(node, "recovery"), "notBy"),
    lacks: lacksOf(node, ["memberOf", "governedBy", "factors", "signIn", "recovery"]),
  };
}
