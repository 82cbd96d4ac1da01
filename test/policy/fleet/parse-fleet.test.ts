import { describe, expect, it } from "vitest";
import { fleetJsonSchema } from "../../../policy/fleet/fleet-schema.ts";
import { parseFleet } from "../../../policy/fleet/parse-fleet.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { unmark } from "../../support/baseline-text.ts";

const parse = (yaml: string) => parseFleet("fleet.yaml", new TextEncoder().encode(yaml));

function problemsOf(yaml: string): readonly string[] {
  try {
    parse(yaml);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "FLEET_INVALID") {
      return error.details.map((line) => line.replace(/^fleet\.yaml:/, ""));
    }
    throw error;
  }
  throw new Error("the fleet has no problems");
}

const prod = "name: prod, url: https://acme.okta.com, baseline: prod.yaml, credentials: ACME_PROD";
const dev = "name: dev, url: https://acme-dev.okta.com, baseline: dev.yaml, credentials: ACME_DEV";

it("reads an org in full, and another with what may be left out", () => {
  const fleet = parse(
    `version: 1\norgs:\n  - { ${prod}, tags: [prod, emea], owner: secops@acme.example, every: 6h }\n  - { ${dev} }\n`,
  );
  expect(fleet).toEqual({
    path: "fleet.yaml",
    orgs: [
      {
        name: "prod",
        url: "https://acme.okta.com",
        baseline: "prod.yaml",
        credentials: "ACME_PROD",
        tags: ["prod", "emea"],
        owner: "secops@acme.example",
        everyMs: 6 * 3_600_000,
      },
      {
        name: "dev",
        url: "https://acme-dev.okta.com",
        baseline: "dev.yaml",
        credentials: "ACME_DEV",
        tags: [],
        owner: null,
        everyMs: 24 * 3_600_000,
      },
    ],
  });
});

it.each(["A", "B2", "ACME_PROD_2"])("takes %s for a prefix", (prefix) => {
  const yaml = `orgs: [{ name: a, url: https://a.okta.com, baseline: a.yaml, credentials: ${prefix} }]`;
  expect(parse(yaml).orgs[0]?.credentials).toBe(prefix);
});

it.each(["_A", "ACME_", "acme", "A-B", "2A"])("takes %s for none", (prefix) => {
  const yaml = `orgs: [{ name: a, url: https://a.okta.com, baseline: a.yaml, credentials: "${prefix}" }]`;
  expect(problemsOf(yaml)).toEqual([expect.stringContaining("must be the prefix of variables")]);
});

describe("refuses", () => {
  it.each([
    ["an empty file", "▸", "the file is empty; a fleet begins with orgs:"],
    ["a list", "▸- name: prod\n", "a fleet is a map of fields, not a list"],
    ["two documents", "orgs: []\n▸---\norgs: []\n", "a second document begins here; a fleet is one document"],
    ["no orgs", "▸version: 1\n", 'the fleet: "orgs" is missing (The orgs of the fleet)'],
    ["an empty list", "orgs: ▸[]\n", "orgs: needs at least one entry"],
    [
      "an org without credentials",
      "orgs:\n  - ▸{ name: a, url: https://acme.okta.com, baseline: a.yaml }\n",
      'orgs[0]: "credentials" is missing (The prefix of the variables with its credentials: ACME_PROD for ACME_PROD_API_TOKEN)',
    ],
    [
      "the secret itself",
      `orgs:\n  - { ${prod}, ▸apiToken: 00top-secret }\n`,
      'orgs[0]: unknown key "apiToken"; allowed: name, url, baseline, credentials, tags, owner, every',
    ],
    [
      "the secret in place of the prefix",
      "orgs:\n  - { name: a, url: https://acme.okta.com, baseline: a.yaml, credentials: ▸00top-secret }\n",
      "orgs[0].credentials: must be the prefix of variables in capital letters, such as ACME_PROD for ACME_PROD_API_TOKEN; secrets are never written here",
    ],
    [
      "a password in the address",
      "orgs:\n  - { name: a, url: ▸https://nia:top-secret@acme.okta.com, baseline: a.yaml, credentials: ACME }\n",
      "orgs[0].url: the url contains a user name or password; set the url to the org's address, like https://acme.okta.com",
    ],
    [
      "plain http",
      "orgs:\n  - { name: a, url: ▸http://acme.okta.com, baseline: a.yaml, credentials: ACME }\n",
      "orgs[0].url: the url uses http to acme.okta.com; use https://acme.okta.com; plain http is only for this machine (127.0.0.1, ::1, localhost)",
    ],
    [
      "a name with a comma",
      'orgs:\n  - { name: ▸"a,b", url: https://acme.okta.com, baseline: a.yaml, credentials: ACME }\n',
      'orgs[0].name: "a,b" has a comma or a slash in it, or begins with a dot, which options and file names cannot take',
    ],
    [
      "no time between checks",
      `orgs:\n  - { ${prod}, every: ▸0h }\n`,
      'orgs[0].every: "0h" is no time at all; write 6h, or leave it out for 24h',
    ],
    [
      "one name twice, whatever the case",
      `orgs:\n  - { ${prod} }\n  - { name: ▸PROD, url: https://b.okta.com, baseline: b.yaml, credentials: B2 }\n`,
      'the org "PROD" is already named in line 2; each may be named once',
    ],
    [
      "one address twice, however it is spelt",
      `orgs:\n  - { ${prod} }\n  - { name: b, url: ▸HTTPS://ACME.okta.com:443/, baseline: b.yaml, credentials: B2 }\n`,
      'the url "https://acme.okta.com" is already named in line 2; each may be named once',
    ],
  ])("%s", (_, marked, problem) => {
    const { yaml, at } = unmark(marked);
    const problems = problemsOf(yaml);
    expect(problems).toEqual([`${at}: ${problem}`]);
    expect(problems.join()).not.toContain("top-secret");
  });

  it("every mistake at once, without a word of what may be a secret", () => {
    const yaml = `orgs:
  - { name: 7, url: "nia:top-secret", baseline: a.yaml, credentials: top-secret }
  - { name: b, url: "nia:top-secret", baseline: a.yaml, credentials: [top-secret] }
`;
    const problems = problemsOf(yaml);
    expect(problems).toEqual([
      "2:13: orgs[0].name: must be text, not 7; write it in quotes",
      "2:21: orgs[0].url: the url is not an https URL (nia://); set the url to the org's address, like https://acme.okta.com",
      expect.stringMatching(/^2:.*orgs\[0\]\.credentials: must be the prefix/),
      "3:21: orgs[1].url: the url is not an https URL (nia://); set the url to the org's address, like https://acme.okta.com",
      expect.stringMatching(/^3:.*orgs\[1\]\.credentials: must be the prefix/),
    ]);
  });

  it.each(["not a url", ""])("an address that is none: %j", (url) => {
    const org = (name: string) =>
      `  - { name: ${name}, url: ${JSON.stringify(url)}, baseline: a.yaml, credentials: ACME }\n`;
    const problems = problemsOf(`orgs:\n${org("a")}${org("b")}`);
    expect(problems.every((problem) => problem.includes("url"))).toBe(true);
    expect(problems.join()).not.toContain("already named");
  });
});

it("describes every field to an editor", () => {
  const { properties } = JSON.parse(fleetJsonSchema());
  const fields: readonly { readonly description?: string }[] = Object.values({
    ...properties,
    ...properties.orgs.items.properties,
  });
  expect(fields.filter(({ description }) => description === undefined)).toEqual([]);
});
