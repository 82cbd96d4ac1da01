import type { ConsoleChange, ProviderDiff, Remainder } from "./console-change.ts";
import { changeSections } from "./console-changes.ts";
import { appEdits, type SignOnEdit, sessionEdits } from "./sign-on/sign-on-edits.ts";

const introduction = `# What drift is seen, and what puts it right

<!-- Generated from test/closed-loop/changes/*.ts by \`npm run generate\`; do not edit. -->

\`pulumi preview --refresh\` compares what its resources know of the org with what the program declares. \`plumbline check\`
reads the org and compares it with the baseline. The two do not see the same. Below, each line is one thing that somebody
did by hand to an org that was in line, what Plumbline says then, what the diff of Pulumi's Okta provider shows of it, and
what is left of it after \`pulumi up --refresh\`.

**Plain \`pulumi up\` repairs none of this**: Pulumi compares the program with its state, and in the state nothing changed.

How this is known: \`test/closed-loop/console-changes.test.ts\` makes each change through the API of the emulated Okta, runs
\`plumbline check\`, and fails unless it names exactly these findings. "Then" leads to findings that are shown under the
first ones as their consequences; "cannot tell" is an answer of its own and never green. Where a line says what the baseline
says, the org was in line with a baseline that says so.
\`test/closed-loop/repair.test.ts\` makes the last column, with a stand-in for Pulumi's engine and the provider. The stand-in
was held against the real ones, Pulumi 3.259.0 and the provider of terraform-provider-okta v6.12.0 with three properties
renamed as in 7.0.0, on the emulated Okta: they repaired the same changes and left the same ones. (There the rules that fill
groups were not protected yet, and were replaced; what a group rule fills or leaves out besides, the list of security keys and
the older word for a network were made with the stand-in alone.) Whether v7.0.0, which \`@pulumi/okta\` 7.0.0 bridges, does the same was
not verified, nor any of it against a live org. The issues and files named are terraform-provider-okta's.

The third column holds for the program in \`stacks/\`, which declares all that the provider can express; a program that
declares less sees less. \`PULUMI_ENABLE_LEGACY_REFRESH_DIFF=true\`, which compares raw outputs, showed five more updates
without a detail and nothing else.

\`npm run e2e\` runs the whole circle with the real provider against the emulator, where \`pulumi\` and
\`pulumi-resource-okta\` are installed.
`;

const signOnIntroduction = `
## How people sign in

Of session policies, app sign-in policies and where applications are, each change names one finding on the configuration;
whom it opens a door for follows from that, each person as a finding of [sign-in](checks.md#sign-in) with that cause, where a
requirement asks for more. \`test/closed-loop/sign-on/\` makes each of them on Acme after a stack has brought its own policies
up there, asks \`plumbline check\` over sockets, and runs \`up --refresh\` with the stand-in.

| what somebody did | what Plumbline says | who gets in with less | after one \`up --refresh\` |
|---|---|---|---|
`;

const leftOfSignOn: Readonly<Record<SignOnEdit["left"], string>> = {
  nothing: "in line",
  "all of it": "**as before**: the provider does not see it",
  "a rest behind": "**not in line**: it is behind what the stack made, and still there",
  "a stopped run": "**as before**: it stops at an error",
};

const signOnLine = ({ did, names: [check, subject], opens = [], left }: SignOnEdit): string =>
  `| ${did} | ${linked(check)}: ${subject}${opens.length === 0 ? "" : `<br>then ${linked("sign-in")}`} | ${opens.join(", ")} | ${leftOfSignOn[left]} |`;

/** Tables of the sign-on side, from the list that its tests run. */
const signOnSection = (): string =>
  signOnIntroduction + [...sessionEdits, ...appEdits].map(signOnLine).join("\n");

const blindSpots = `
## What neither of them shows

Settings that no check compares and the provider has no attribute for, or does not read: how an authenticator proves itself
(user verification, number challenge), the addresses of a network zone, and policies of which the baseline says nothing. The
System Log has the changes.
`;

/** The page that says who notices what, from the table that the tests run. */
export function driftPage(): string {
  const parts = changeSections.map(({ title, changes }) =>
    [
      `\n## ${title}\n`,
      "| what somebody did | what Plumbline says | what the provider's own diff shows | after one `up --refresh` |",
      "|---|---|---|---|",
      ...changes.map(
        (change) =>
          `| ${change.did} | ${saidOf(change)} | ${shownOf(change.provider)} | ${leftOf(change.provider)} |`,
      ),
    ].join("\n"),
  );
  return `${[introduction, ...parts, signOnSection(), blindSpots].join("\n").replaceAll(/\n{3,}/g, "\n\n")}`;
}

function saidOf({ roots, follows, unknown = [] }: ConsoleChange): string {
  const subjects = new Map<string, Set<string>>();
  for (const [check, subject] of roots) {
    subjects.set(check, new Set([...(subjects.get(check) ?? []), subject]));
  }
  const named = [...subjects].map(([check, names]) => `${linked(check)}: ${[...names].join(", ")}`);
  return [
    ...named,
    ...(follows.length === 0 ? [] : [`then ${follows.map(linked).join(", ")}`]),
    ...(unknown.length === 0 ? [] : [`cannot tell: ${unknown.map(linked).join(", ")}`]),
  ].join("<br>");
}

const linked = (check: string): string => `[${check}](checks.md#${check})`;

function shownOf(diff: ProviderDiff): string {
  if (diff.sees === "nothing") return `**Nothing**: ${diff.why}`;
  return `${diff.sees === "all" ? "Sees" : "**In part**:"} ${diff.what}`;
}

function leftOf(diff: ProviderDiff): string {
  if (diff.sees === "nothing") return "as before";
  return diff.remains === undefined ? "in line" : remainderWords(diff.remains);
}

function remainderWords(left: Remainder): string {
  switch (left.kind) {
    case "second run":
      return `in line **after a second one**: ${left.why}`;
    case "protected":
      return `**as before**: it stops at something protected, since ${left.why}. Unprotect that (\`pulumi state unprotect\`) and run it again`;
    case "refused":
      return `**as before**: it stops with \`${left.code}\`: ${left.why}`;
    case "never":
      return `**not in line**: ${left.why}`;
  }
}
