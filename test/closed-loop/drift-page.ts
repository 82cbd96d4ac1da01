import type { ConsoleChange, ProviderDiff } from "./console-change.ts";
import { changeSections } from "./console-changes.ts";

const introduction = `# What drift is seen

<!-- Generated from test/closed-loop/changes/*.ts by \`npm run generate\`; do not edit. -->

\`pulumi preview --refresh\` compares what its resources know of the org with what the program declares. \`plumbline check\`
reads the org and compares it with the baseline. The two do not see the same. Below, each line is one thing that somebody
did by hand to an org that was in line, what Plumbline says then, and what the diff of Pulumi's Okta provider shows of it.

The first two columns are measured: \`test/closed-loop/console-changes.test.ts\` makes each change through the API of the
emulated Okta, runs \`plumbline check\`, and fails unless it names exactly these findings. "Then" leads to findings that are
shown under the first ones as their consequences; "cannot tell" is an answer of its own and never green.

The last column holds for the program in \`stacks/\`, which declares all that the provider can express; a program that
declares less sees less. Its reasons are read from terraform-provider-okta v6.12.0, in the files and issues named. Whether v7.0.0,
which \`@pulumi/okta\` 7.0.0 bridges, does the same was not verified.

The changes were also made to the emulated Okta of a stack that the real engine had written (Pulumi 3.259.0, with that provider and three
properties renamed as in 7.0.0). The provider saw 33 of them. \`pulumi up\` alone repaired none: the state still equals the
program, so that it writes nothing. One \`pulumi up --refresh\` repaired 27. Google Authenticator switched off took two; what was
never repaired is a policy or rule put on top, the deleted zone, who was in the deleted group, and the account that is gone. That was before
group rules were protected: Pulumi now refuses to replace one until it is unprotected.

- After a zone was deleted, \`pulumi preview --refresh\` and \`up --refresh\` stop with \`error[ZONE_NOT_FOUND]\`, since the
  program looks the zone up; \`pulumi refresh\` shows the status of the rules.
- \`PULUMI_ENABLE_LEGACY_REFRESH_DIFF=true\` compares raw outputs: five more updates without a detail, and nothing else.

\`npm run e2e\` runs the whole circle (up, check, a change by hand, up --refresh, destroy) with the real provider against the emulator,
where \`pulumi\` and \`pulumi-resource-okta\` are installed. It was run with the versions above.
`;

const blindSpots = `
## What neither of them shows

Settings that no check compares and the provider has no attribute for, or does not read: the grace period of an
enrollment (terraform-provider-okta#2874), the settings of an authenticator beside its status (user verification, number
challenge), the addresses of a network zone, and every policy that is not about enrollment. The System Log has the changes.
`;

/** The page that says who notices what, from the table that the tests run. */
export function driftPage(): string {
  const parts = changeSections.map(({ title, changes }) =>
    [
      `\n## ${title}\n`,
      "| what somebody did | what Plumbline says | what the provider's own diff shows |",
      "|---|---|---|",
      ...changes.map((change) => `| ${change.did} | ${saidOf(change)} | ${shownOf(change.provider)} |`),
    ].join("\n"),
  );
  return `${[introduction, ...parts, blindSpots].join("\n").replaceAll(/\n{3,}/g, "\n\n")}`;
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
