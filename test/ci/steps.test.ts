import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeRunner, scriptOf } from "../support/workflow-steps.ts";

// The steps of the ready workflows, run by bash with a `gh`, an `npm` and a `pulumi` that only write down their calls.

describe("the issue of the drift workflow", () => {
  async function keepIssue(verdict: string, issue: string, report: string | null) {
    const runner = await fakeRunner();
    await runner.program("gh", `if [ "$1 $2" = "issue list" ]; then echo "${issue}"; fi`);
    const body = join(runner.folder, "report.md");
    if (report !== null) await writeFile(body, report);
    const said = await runner.run(await scriptOf("drift", "Open, update or close the issue"), {
      VERDICT: verdict,
      BODY: body,
    });
    expect(said.exitCode, said.stderr).toBe(0);
    return (await runner.calls())
      .map((call) => call.replaceAll(body, "BODY"))
      .filter((call) => !/^gh (issue list|label create plumbline)/.test(call));
  }

  const report = "<!-- plumbline check: https://acme.okta.com policy/baseline.yaml -->\n\n## Drift\n";
  const opened =
    "gh issue create --label plumbline --title Plumbline: the org is not as its baseline asks --body-file BODY";
  const updated = "gh issue edit 7 --body-file BODY";

  it.each([
    ["opens one for drift", "drift", "", report, [opened]],
    ["opens one when something is unknown", "unknown", "", report, [opened]],
    ["updates the one there is", "drift", "7", report, [updated]],
    [
      "closes it once the org is in line",
      "in-line",
      "7",
      report,
      [updated, "gh issue close 7 --comment In line again."],
    ],
    ["opens none for an org in line", "in-line", "", report, []],
    ["leaves it alone without a report", "unknown", "7", null, []],
  ])("%s", async (_, verdict, issue, body, calls) => {
    expect(await keepIssue(verdict, issue, body)).toEqual(calls);
  });
});

describe("the comment on a pull request", () => {
  const marker = "<!-- plumbline review: policy/baseline.yaml -->";

  async function comment(options: {
    readonly number?: string;
    readonly existing?: string;
    readonly report: string | null;
    readonly isLink?: boolean;
  }) {
    const runner = await fakeRunner();
    await runner.program(
      "gh",
      `case "$*" in
        *"/pulls -f"*) echo "${options.number ?? "12"}" ;;
        *--paginate*) echo "${options.existing ?? ""}" ;;
        "run download"*) [ -d "$RUNNER_TEMP/review" ] ;;
      esac`,
    );
    const folder = join(runner.folder, "temp", "review");
    if (options.report !== null) {
      await mkdir(folder);
      const file = join(runner.folder, "elsewhere.md");
      await writeFile(options.isLink === true ? file : join(folder, "report.md"), options.report);
      if (options.isLink === true) await symlink(file, join(folder, "report.md"));
    }
    const { exitCode } = await runner.run(await scriptOf("review-comment", "Comment"), {
      GH_REPO: "acme/mfa",
      RUN_ID: "99",
      HEAD_SHA: "abc",
      HEAD_OWNER: "kim",
      HEAD_BRANCH: "$(touch pwned)",
    });
    const written = (await runner.calls()).filter((call) => /--method (POST|PATCH)/.test(call));
    return { exitCode, written: written.map((call) => call.replace(/@.*\/comment\.md/, "@BODY")) };
  }

  it("is written the first time", async () => {
    expect(await comment({ report: `${marker}\n\nweaker\n` })).toEqual({
      exitCode: 0,
      written: ["gh api --method POST repos/acme/mfa/issues/12/comments -F body=@BODY --silent"],
    });
  });

  it("is replaced after that", async () => {
    expect(await comment({ existing: "345", report: `${marker}\n\nweaker\n` })).toEqual({
      exitCode: 0,
      written: ["gh api --method PATCH repos/acme/mfa/issues/comments/345 -F body=@BODY --silent"],
    });
  });

  it.each([
    ["without a pull request at that commit", { number: "", report: `${marker}\n` }, 0],
    ["without a report", { report: null }, 0],
    ["for a link in the artifact", { report: `${marker}\n`, isLink: true }, 0],
    ["for what is no review", { report: "buy this\n" }, 1],
  ])("is not written %s", async (_, options, exitCode) => {
    expect(await comment(options)).toEqual({ exitCode, written: [] });
  });
});

describe("the deploy workflow", () => {
  it("previews and updates with the policy pack, and exports the stack for the check", async () => {
    const runner = await fakeRunner();
    for (const name of ["npm", "pulumi"]) await runner.program(name, "exit 0");
    for (const step of ["Install", "Preview", "Up"]) {
      const said = await runner.run(await scriptOf("deploy", step), { PULUMI_STACK: "acme/prod" });
      expect(said.exitCode, said.stderr).toBe(0);
    }
    const calls = (await runner.calls()).map((call) => call.replace(/--file .*stack\.json/, "--file STACK"));
    expect(calls).toEqual([
      "npm ci --ignore-scripts --no-audit --no-fund",
      "npm run build --silent",
      "pulumi version",
      "pulumi preview --refresh --diff --non-interactive --stack acme/prod --policy-pack dist/policy-pack",
      "pulumi up --refresh --yes --non-interactive --parallel 1 --stack acme/prod --policy-pack dist/policy-pack",
      "pulumi stack export --stack acme/prod --file STACK",
    ]);
  });

  it("exports nothing when the update failed", async () => {
    const runner = await fakeRunner();
    await runner.program("pulumi", '[ "$1" != up ]');
    expect((await runner.run(await scriptOf("deploy", "Up"), { PULUMI_STACK: "prod" })).exitCode).toBe(1);
    expect(await runner.calls()).toHaveLength(1);
  });
});
