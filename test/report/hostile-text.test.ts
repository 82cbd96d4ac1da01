import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discover } from "../../src/flows/catalogue/discover.ts";
import type { Report } from "../../src/model/report.ts";
import type { Reporter } from "../../src/model/reporter.ts";
import { checkList } from "../support/formats/check-list.ts";
import { showMarkdown } from "../support/formats/github-markdown.ts";
import { hostileNames } from "../support/formats/hostile-names.ts";
import { readCsv } from "../support/formats/read-csv.ts";
import { elementsCalled, readXml } from "../support/formats/read-xml.ts";
import { runnerCommands } from "../support/formats/runner-commands.ts";
import { personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

const isReporter = (candidate: unknown): candidate is Reporter =>
  typeof candidate === "object" && candidate !== null && "render" in candidate;

const reporters = await discover(join(import.meta.dirname, "../../src/report"), "reporter", isReporter);

/** A report with a name in every place that a name can come to. */
function reportNaming(name: string): Report {
  const cause = policyFinding({
    subject: { type: "policy", id: "00padmins", name },
    expected: [name, "Staff"],
    actual: name,
    message: `Policy "${name}" is tried after "Staff".`,
    remedy: `Move ${name} above "Staff".`,
  });
  const step = { policy: name, applies: "maybe", reason: `rule "${name}" matches` } as const;
  const changedBy = { status: "found", managed: false, actor: name, at: null, ip: name, via: name } as const;
  return sampleReport(
    [
      cause,
      personFinding(name, { causedBy: cause.fingerprint, path: [step], requirement: name }),
      personFinding(name, { fingerprint: "f-alone", message: name, remedy: name, changedBy }),
      personFinding(name, { fingerprint: "f-unknown", status: "unknown" }),
      personFinding(name, { fingerprint: "f-pending", status: "pending" }),
      personFinding(name, {
        fingerprint: "f-exempted",
        status: "exempted",
        exemption: { until: "2026-12-31", reason: name, owner: name },
      }),
    ],
    {
      org: { url: `https://acme.okta.com/${name}`, id: name, engine: "identity" },
      baseline: { path: `policy/${name}.yaml`, sha256: "ab".repeat(32) },
      stack: { file: name, sha256: null, status: "not applied yet" },
      outcomes: [
        { check: "enrollment-policy-order", status: "drift", reason: name },
        { check: "factors", status: "unknown", reason: `the members of "${name}" were not read` },
      ],
      gaps: [{ slice: "factors", reason: name, affected: 1 }],
    },
  );
}

/** Only pretty has colours of its own. */
const withoutColours = (output: string): string =>
  output
    .split("\u001b[")
    .map((part, index) => (index === 0 ? part : part.replace(/^\d+m/, "")))
    .join("");
const obeyed =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]/u;

/** Must be found in a report by the format's own reader, whatever the name; a format without one is not tested. */
const readers: Readonly<Record<string, (output: string, plain: string) => void>> = {
  pretty: (output, plain) => {
    expect(output.startsWith(plain.slice(0, 20))).toBe(true);
  },
  json: (output) => {
    expect(JSON.parse(output)).toHaveProperty("summary.verdict", "drift");
  },
  sarif: (output) => {
    expect(JSON.parse(output).runs[0].results).toHaveLength(6);
  },
  markdown: (output, plain) => {
    const shown = showMarkdown(output);
    expect(shown.linked).toEqual([]);
    expect([...shown.elements].sort()).toEqual([...showMarkdown(plain).elements].sort());
    expect(shown.text.split("Plumbline: DRIFT")).toHaveLength(2);
    expect(output.startsWith("<!-- plumbline check: ")).toBe(true);
    expect(output.indexOf("-->")).toBe(output.indexOf("\n") - 3);
  },
  junit: (output, plain) => {
    const kindsIn = (text: string) => {
      const root = readXml(text);
      return ["testcase", "failure", "error", "skipped"].map((kind) => elementsCalled(kind, root).length);
    };
    expect(kindsIn(output)).toEqual(kindsIn(plain));
  },
  github: (output) => {
    const lines = output.trimEnd().split("\n");
    const commands = runnerCommands(output);
    expect(commands).toHaveLength(lines.length);
    for (const { name, properties } of commands) {
      expect(["error", "warning", "notice"]).toContain(name);
      expect(Object.keys(properties).sort().join()).toMatch(/^(col,file,line,)?title$/);
    }
  },
  html: (output, plain) => {
    const tags = (page: string) => page.match(/<[/!]?[a-z][a-z0-9]*/gi);
    expect(tags(output)).toEqual(tags(plain));
  },
  csv: (output) => {
    const rows = readCsv(output);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  },
};

describe.each(reporters)("$name with a name that is after", ({ name: format, render }) => {
  const rendered = (report: Report): string =>
    render(report, { color: true, width: 80, verbose: true, checks: checkList });
  const plain = rendered(reportNaming("Admins"));

  it.each(hostileNames)("%s stays what it is", (_aim, name) => {
    const output = rendered(reportNaming(name));
    const rest = format === "pretty" ? withoutColours(output) : output;
    // Nothing that a terminal, an editor or a browser obeys or hides, whatever the format.
    expect(rest.replaceAll(/\r?\n/g, "")).not.toMatch(obeyed);
    if (format !== "github") expect(runnerCommands(rest)).toEqual([]);
    const read = readers[format];
    if (read === undefined) throw new Error(`say here how ${format} is read back`);
    read(output, plain);
  });
});
