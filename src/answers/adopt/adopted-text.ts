import { Document, type YAMLMap } from "yaml";
import { ownerToBe } from "../../model/baseline.ts";
import type { Gap } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";
import type { AdoptedAppPolicies } from "./adopt-app-policies.ts";
import type { AdoptedAuthenticators } from "./adopt-authenticators.ts";
import type { AdoptedGroups } from "./adopt-groups.ts";
import type { AdoptedPolicies } from "./adopt-policies.ts";
import type { AdoptedSessionPolicies } from "./adopt-session-policies.ts";
import { inlineMap, mapOf, noted, under, type Written } from "./yaml-nodes.ts";

/** Parts of an org that were adopted, before anything is asked of people. */
export interface AdoptedOrg {
  readonly url: string;
  readonly engine: Engine;
  readonly groups: AdoptedGroups;
  readonly authenticators: AdoptedAuthenticators;
  readonly policies: AdoptedPolicies;
  readonly sessions: AdoptedSessionPolicies;
  readonly apps: AdoptedAppPolicies;
  /** Parts that could not be read. */
  readonly gaps: readonly Gap[];
}

/** A requirement to be written. */
export interface WrittenRequirement {
  readonly id: string;
  readonly title: string;
  readonly appliesTo: Readonly<Record<string, Written>>;
  readonly governedBy: readonly string[];
  readonly factors: Readonly<Record<string, Written>> | null;
  readonly signIn: Readonly<Record<string, Written>> | null;
  readonly severity: string;
  /** Comments above it. */
  readonly notes: readonly string[];
}

/** An exemption to be written. */
export interface WrittenExemption {
  readonly login: string;
  readonly id: string | null;
  readonly requirement: string;
  readonly until: string;
}

/** An accepted deviation to be written. */
export interface WrittenAcceptance {
  readonly check: string;
  readonly subject: string;
  readonly until: string;
  /** Above it: the sentence of the finding. */
  readonly note: string;
}

/** Requirements on people, and departures accepted for now. */
export interface Asked {
  readonly requirements: readonly WrittenRequirement[];
  readonly exemptions: readonly WrittenExemption[];
  readonly accepted: readonly WrittenAcceptance[];
}

const reason = "adopted";

/** The baseline as YAML: the same org gives the same bytes. */
export function adoptedText(org: AdoptedOrg, asked: Asked): string {
  const document = new Document(
    mapOf({
      version: 1,
      org: mapOf({ engine: org.engine }),
      groups: someOf(org.groups.declared.map(({ node }) => node)),
      authenticators: org.authenticators.node.items.length === 0 ? undefined : org.authenticators.node,
      enrollmentPolicies: someOf(org.policies.declared.map(({ node }) => node)),
      signOn: signOnNode(org),
      requirements: someOf(asked.requirements.map(requirementNode)),
      exemptions: someOf(asked.exemptions.map(exemptionNode)),
      unread: unreadNode(org.gaps),
      accepted: someOf(asked.accepted.map(acceptanceNode)),
    }),
  );
  document.commentBefore = [
    ` What ${org.url} is like, as \`plumbline adopt\` found it: review it before you rely on it.`,
    " The comment behind a name is its id in Okta.",
  ].join("\n");
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function signOnNode({ sessions, apps }: AdoptedOrg): YAMLMap | undefined {
  if (sessions.nodes.length + apps.nodes.length === 0) return undefined;
  return mapOf({ sessionPolicies: someOf(sessions.nodes), appPolicies: someOf(apps.nodes) });
}

/** A hole that a check reports as unknown, with the reason behind each slice. */
function unreadNode(gaps: readonly Gap[]): readonly Written[] | undefined {
  const reasons = new Map(gaps.map(({ slice, reason }) => [slice, reason]));
  if (reasons.size === 0) return undefined;
  return [...reasons].sort().map(([slice, reason]) => noted(slice, reason));
}

const someOf = (nodes: readonly YAMLMap[]): readonly YAMLMap[] | undefined =>
  nodes.length === 0 ? undefined : nodes;

function requirementNode(requirement: WrittenRequirement): YAMLMap {
  const { id, title, appliesTo, governedBy, factors, signIn, severity, notes } = requirement;
  const node = mapOf({
    id,
    title,
    appliesTo: inlineMap(appliesTo),
    governedBy: governedBy.length === 0 ? undefined : governedBy,
    factors: factors === null ? undefined : mapOf(factors),
    signIn: signIn === null ? undefined : mapOf(signIn),
    within: "24h",
    severity,
  });
  under(notes, node);
  return node;
}

function exemptionNode({ login, id, requirement, until }: WrittenExemption): YAMLMap {
  return mapOf({
    user: id === null ? login : noted(login, id),
    requirement,
    until,
    reason,
    owner: ownerToBe,
  });
}

/** One entry of `accepted`, with the sentence of the finding above it. */
export function acceptanceNode({ check, subject, until, note }: WrittenAcceptance): YAMLMap {
  const node = mapOf({ check, subject, until, reason, owner: ownerToBe });
  under([note], node);
  return node;
}
