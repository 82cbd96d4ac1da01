import { consoleLink } from "../../alerts/guidance/console-links.ts";
import type { ShownRun } from "../../flows/page/page-source.ts";
import type { Finding } from "../../model/report.ts";
import type { ViewedPolicy } from "../../model/run-view.ts";
import { changedByWords } from "../../report/text/changed-by-words.ts";
import { table } from "../contract/table.ts";
import { byIdentity } from "../listing/by-identity.ts";

interface PolicyRow {
  readonly policy: ViewedPolicy;
  /** Open and unknown findings about it and its rules. */
  readonly findings: readonly Finding[];
  /** Its page in the Okta console; null where that is not known. */
  readonly console: string | null;
}

const titles = { enrollment: "enrollment", session: "global session", app: "app sign-in" } as const;

function isAbout({ check, subject, status }: Finding, { kind, id, name }: ViewedPolicy): boolean {
  if (status !== "open" && status !== "unknown") return false;
  if (subject.type === "policy") return subject.id === id;
  // Policies of two kinds may share a name; the check says which kind it compares.
  return subject.type === "policy-rule" && subject.policy === name && check.startsWith(`${kind}-`);
}

const rowsOf = byIdentity(({ view, report }: ShownRun): readonly PolicyRow[] =>
  view.policies.map((policy) => ({
    policy,
    findings: report.findings.filter((finding) => isAbout(finding, policy)),
    console:
      policy.kind === "session"
        ? null
        : (consoleLink({ type: "policy", id: policy.id }, report.org.url)?.url ?? null),
  })),
);

const whoOf = ({ findings }: PolicyRow): string | null => {
  const words = findings.flatMap(({ changedBy }) =>
    changedBy === null ? [] : (changedByWords(changedBy) ?? []),
  );
  return words[0] ?? null;
};

const orNull = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join("; "));

export default table<PolicyRow>({
  name: "policies",
  title: "Policies",
  place: 40,
  summary: "Live enrollment, global session and app sign-in policies, and what differs from the baseline",
  columns: [
    {
      key: "policy",
      title: "Policy",
      kind: "text",
      cell: ({ policy, console }) => ({
        value: policy.name,
        ...(console === null ? {} : { href: console }),
        under: `${titles[policy.kind]}${policy.status === "ACTIVE" ? "" : `, ${policy.status}`}`,
      }),
    },
    { key: "priority", title: "Order", kind: "number", cell: ({ policy }) => policy.priority },
    {
      key: "people",
      title: "People",
      kind: "number",
      cell: ({ policy }) =>
        policy.people === null
          ? null
          : { value: policy.people, href: `/people?policy=${encodeURIComponent(policy.name)}` },
    },
    {
      key: "for",
      title: "For",
      kind: "text",
      cell: ({ policy }) => orNull([...policy.groups, ...policy.apps]),
    },
    { key: "asks", title: "Asks to enroll", kind: "text", cell: ({ policy }) => orNull(policy.settings) },
    {
      key: "rules",
      title: "Rules, in order",
      kind: "text",
      cell: ({ policy }) => (policy.rules === null ? "not read" : orNull(policy.rules)),
    },
    {
      key: "differs",
      title: "Differs from the baseline",
      kind: "text",
      cell: (row) => {
        const who = whoOf(row);
        const value =
          (row.findings.map(({ message }) => message).join(" ") || null) ??
          (row.policy.isDeclared ? "no" : "not declared");
        return { value, ...(who === null ? {} : { under: who }) };
      },
    },
  ],
  filters: [
    { key: "kind", title: "Kind", values: ({ policy }) => [titles[policy.kind]] },
    { key: "differs", title: "Differs", values: ({ findings }) => [findings.length === 0 ? "no" : "yes"] },
    { key: "declared", title: "Declared", values: ({ policy }) => [policy.isDeclared ? "yes" : "no"] },
    { key: "status", title: "Status", values: ({ policy }) => [policy.status] },
  ],
  id: ({ policy }) => `${policy.kind}/${policy.id}`,
  async read(source) {
    const shown = await source.shown();
    const rows = shown === null ? [] : rowsOf(shown);
    return {
      rows,
      asOf: shown?.asOf ?? null,
      empty:
        rows.length === 0
          ? "No check kept the policies yet: run plumbline check --ledger. Sign-on policies are read where the baseline asks for them."
          : "No policy is left by these filters.",
    };
  },
});
