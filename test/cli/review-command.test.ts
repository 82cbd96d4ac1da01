import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { Review } from "../../src/model/review.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

const acme = join(import.meta.dirname, "../../policy/baseline.yaml");
let folder = "";
let text = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-review-"));
  text = await readFile(acme, "utf8");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function review(changed: string, ...flags: readonly string[]) {
  const file = join(folder, "head.yaml");
  await writeFile(file, changed);
  const terminal = fakeTerminal();
  const code = await run(["review", acme, file, ...flags], terminal);
  return { code, ...terminal.written };
}

const weakened = () => text.replace("webauthn: REQUIRED", "webauthn: OPTIONAL");
const approval = (until: string) => `
approvals:
  - change: enrollment-policy-authenticator/Admins/webauthn
    reason: keys are delayed
    owner: secops@acme.example
    ticket: SEC-42
    until: ${until}
`;

describe("plumbline review of two files", () => {
  it("has nothing to say of a baseline and itself", async () => {
    const { code, stdout, stderr } = await review(text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replace(/\s+/gu, " ")).toMatch(
      /^NEUTRAL .*: 0 weaker, 0 stronger, 0 neutral\. People were not counted/u,
    );
  });

  it("ends with 2 for a weakening, with its id and line", async () => {
    const { code, stdout } = await review(weakened());
    expect(code).toBe(2);
    expect(stdout).toContain('webauthn in enrollment policy "Admins": REQUIRED → OPTIONAL');
    expect(stdout).toContain("id: enrollment-policy-authenticator/Admins/webauthn");
    expect(stdout).toContain("head.yaml:44)");
  });

  it("calls a renamed group neutral", async () => {
    const renamed = text.replaceAll("MFA Admins", "Administrators");
    const { code, stdout } = await review(renamed, "--format", "json");
    const { summary, changes }: Review = JSON.parse(stdout);
    expect({ code, verdict: summary.verdict }).toEqual({ code: 0, verdict: "neutral" });
    expect(changes.map(({ id }) => id)).toEqual(["group-renamed/Administrators"]);
  });

  it.each([
    ["2026-11-23", 0, "used"],
    ["2026-11-22", 2, "ended"],
  ])("with an approval until %s ends with %i", async (until, expected, list) => {
    const { code, stdout } = await review(`${weakened()}${approval(until)}`, "--format", "json");
    const { approvals, summary }: Review = JSON.parse(stdout);
    expect(code).toBe(expected);
    expect(approvals).toMatchObject({ [list]: [{ ticket: "SEC-42", owner: "secops@acme.example" }] });
    expect(summary.approved).toBe(expected === 0 ? 1 : 0);
  });

  it("reports an approval of nothing, and says where one is new", async () => {
    const unused = await review(`${text}${approval("2027-01-01")}`);
    expect(unused.code).toBe(0);
    expect(unused.stdout).toContain("unused: enrollment-policy-authenticator/Admins/webauthn");
    const { stdout } = await review(`${weakened()}${approval("2027-01-01")}`);
    expect(stdout).toMatch(/^WEAKER, APPROVED/u);
    expect(stdout.replace(/\s+/gu, " ")).toContain("NEW IN THIS CHANGE");
  });

  it.each([
    [["review"], "a review needs two baselines"],
    [["review", acme, acme, "--format", "xml"], 'a review has no format "xml"'],
    [["review", acme, acme, "--format", "json", "--format", "pretty"], "only one format can go to stdout"],
    [["review", "nowhere.yaml", acme], "cannot read the baseline nowhere.yaml: no such file"],
  ])("%j is refused in one line", async (argv, message) => {
    const terminal = fakeTerminal();
    expect(await run(argv, terminal)).toBe(1);
    expect(terminal.written.stderr).toMatch(/^error\[[A-Z_]+\]: [^\n]*\nfix: [^\n]*\n$/u);
    expect(terminal.written.stderr).toContain(message);
  });

  it("refuses baselines that have nothing in common", async () => {
    const other = `version: 1
org: { engine: identity }
groups: [{ name: Pilots }, { name: Crew }]
requirements:
  - { id: pilots, appliesTo: { groups: [Pilots] }, memberOf: [Crew] }
`;
    const { code, stdout, stderr } = await review(other);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error[BASELINES_UNRELATED]: ");
  });
});

describe("a base that is wrong, which nobody can mend in the change under review", () => {
  const withAlerts = (alerts: string) => `${text.replace(/^alerts:\n(?: .*\n?)*/mu, "")}\nalerts:\n${alerts}`;
  const against = async (base: string, head: string) => {
    const [before, after] = [join(folder, "wrong.yaml"), join(folder, "right.yaml")];
    await writeFile(before, base);
    await writeFile(after, head);
    const terminal = fakeTerminal();
    const code = await run(["review", before, after, "--format", "json"], terminal);
    return { code, ...terminal.written };
  };
  const right =
    "  detections: { user-created: { severity: low }, zone-changed: off }\n  routes: [{ to: slack }]\n";

  it.each([
    ["a detection", right.replace("user-created", "user-creatd"), /alerts\.detections.*user-creatd/],
    ["a severity", right.replace("low", "lo"), /alerts\.detections.*"lo"/],
    ["a destination", right.replace("slack", "slak"), /alerts\.routes.*"slak"/],
    ["a field", `${right}  managedActrs: []\n`, /unknown key "managedActrs"/],
  ])("is compared without the entry where it is %s of alerts", async (_, alerts, said) => {
    const { stderr, stdout } = await against(withAlerts(alerts), withAlerts(right));
    expect(stderr).toMatch(/^the base has a mistake, and is compared without that entry: /);
    expect(stderr).toMatch(said);
    const changes = (JSON.parse(stdout) as Review).changes.map(({ id }) => id);
    // The right parts of the same section are still compared.
    expect(changes).not.toContain("alert-detection/zone-changed");
  });

  it("is refused where anything else is wrong as well", async () => {
    const wrong = withAlerts(right.replace("slack", "slak")).replace("version: 1", "version: 2");
    const { code, stderr } = await against(wrong, withAlerts(right));
    expect(code).toBe(1);
    expect(stderr).toContain("error[BASELINE_INVALID]: 2 problems");
  });

  it("is no excuse for the head", async () => {
    const { code, stderr } = await against(withAlerts(right), withAlerts(right.replace("slack", "slak")));
    expect(code).toBe(1);
    expect(stderr).toContain("(the head)");
  });
});
