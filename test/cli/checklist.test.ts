import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { aSignOnOrg } from "../support/sign-on-org.ts";

vi.setConfig({ testTimeout: 60_000 });

const rule = { group_id: "V-273193", status: "not_reviewed", finding_details: "", comments: "Nia's" };
const checklist = (release: number) =>
  JSON.stringify({
    cklb_version: "1.0",
    stigs: [{ stig_name: "Okta", version: "1", release_info: `Release: ${release}`, rules: [rule] }],
  });

async function aFolder() {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "org.json"), snapshotToJson(aSignOnOrg()));
  await writeFile(join(folder, "okta.cklb"), checklist(2));
  await writeFile(join(folder, "old.cklb"), checklist(1));
  await writeFile(join(folder, "latin.cklb"), Buffer.from(checklist(2).replace("Nia", "Ni\u00e1"), "latin1"));
  const standards = async (...words: readonly string[]) => {
    const terminal = fakeTerminal({ now: new Date("2026-11-23T10:00:00.000Z") });
    const argv = ["standards", "stig", "--snapshot", "org.json", "--format", "json", ...words];
    const code = await run(
      argv.map((word) => (/\.(json|cklb)$/.test(word) ? join(folder, word) : word)),
      terminal,
    );
    return { code, ...terminal.written };
  };
  return { folder, standards };
}

const ruleIn = async (file: string) => JSON.parse(await readFile(file, "utf8")).stigs[0].rules[0];

describe("plumbline standards --cklb", () => {
  it("fills in a checklist beside the assessor's own, which stays as it is", async () => {
    const { folder, standards } = await aFolder();
    const { stdout, stderr } = await standards("--cklb", "okta.cklb");
    const [{ requirements }] = JSON.parse(stdout).frameworks;
    const answer = requirements.find(({ id }: { readonly id: string }) => id === "V-273193").status;
    expect(await readFile(join(folder, "okta.cklb"), "utf8")).toBe(checklist(2));
    const filled = await ruleIn(join(folder, "okta.filled.cklb"));
    expect(filled).toMatchObject({ status: answer === "pass" ? "not_a_finding" : answer, comments: "Nia's" });
    expect(filled.finding_details).toContain("as of 2026-03-01T00:00:00.000Z");
    expect(stderr).toContain("okta.filled.cklb: 1 ");
    expect(stderr).toContain("not in the checklist: ");
  });

  it("writes it where --out says, and says nothing with --quiet", async () => {
    const { folder, standards } = await aFolder();
    const { stderr } = await standards("--cklb", "okta.cklb", "--out", "done.cklb", "--quiet");
    expect(stderr).toBe("");
    expect((await ruleIn(join(folder, "done.cklb"))).finding_details).toMatch(/^=== Plumbline/);
  });

  it("does not write over a checklist that somebody may have gone on with, unless that is named", async () => {
    const { folder, standards } = await aFolder();
    await writeFile(join(folder, "okta.filled.cklb"), checklist(2).replace("Nia's", "Nia's, of Monday"));
    const { code, stdout, stderr } = await standards("--cklb", "okta.cklb");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/FILE_EXISTS.*okta\.filled\.cklb is there already[\s\S]*--out/);
    await standards("--cklb", "okta.filled.cklb", "--out", "okta.filled.cklb");
    const filled = await ruleIn(join(folder, "okta.filled.cklb"));
    expect(filled).toMatchObject({ comments: "Nia's, of Monday" });
    expect(filled.finding_details).toMatch(/^=== Plumbline/);
  });

  it.each([
    [
      "a checklist of another release",
      ["--cklb", "old.cklb"],
      "is of V1R1, and this version of Plumbline answers V1R2",
    ],
    ["a checklist that is not there", ["--cklb", "none.cklb"], "cannot read the checklist"],
    ["a checklist in other letters than UTF-8", ["--cklb", "latin.cklb"], "is not in UTF-8"],
    ["a folder that is not there", ["--cklb", "okta.cklb", "--out", "none/done.cklb"], "(ENOENT)"],
    ["--out by itself", ["--out", "done.cklb"], "--out is for a checklist that is filled in"],
  ])("refuses %s", async (_what, words, message) => {
    const { standards } = await aFolder();
    const { code, stdout, stderr } = await standards(...words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
  });
});
