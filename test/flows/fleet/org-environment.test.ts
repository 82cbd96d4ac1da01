import { describe, expect, it } from "vitest";
import {
  callerFor,
  failureOf,
  orgEnvironment,
  orgFailure,
} from "../../../src/flows/fleet/org-environment.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import type { FleetOrg } from "../../../src/model/fleet.ts";
import { readConnectionSettings } from "../../../src/okta/access/connection-settings.ts";

const org: FleetOrg = {
  name: "acme-prod",
  url: "https://acme.okta.com",
  baseline: "prod.yaml",
  credentials: "ACME_PROD",
  tags: [],
  owner: null,
  everyMs: 3_600_000,
};

describe("the environment of one org", () => {
  it("has its own variables under the names that everything reads, and nobody else's", () => {
    const env = {
      ACME_PROD_API_TOKEN: "of-prod",
      ACME_DEV_API_TOKEN: "of-dev",
      OKTA_CLIENT_ID: "of-somebody",
      OKTA_PRIVATE_KEY: "of-somebody",
      OKTA_API_TOKEN: "of-somebody",
      OKTA_ORG_URL: "https://elsewhere.okta.com",
      NO_PROXY: "acme.okta.com",
    };
    const own = orgEnvironment(org, env);
    expect(own).toMatchObject({
      OKTA_ORG_URL: "https://acme.okta.com",
      OKTA_API_TOKEN: "of-prod",
      NO_PROXY: "acme.okta.com",
    });
    expect(own["OKTA_CLIENT_ID"]).toBeUndefined();
    expect(own["OKTA_PRIVATE_KEY"]).toBeUndefined();
  });

  it("lets a single org keep the plain names", () => {
    const own = orgEnvironment({ ...org, credentials: "OKTA" }, { OKTA_API_TOKEN: "plain" });
    expect(own["OKTA_API_TOKEN"]).toBe("plain");
  });
});

/** The failure of what throws, in the words of the fleet. */
function thrownBy(work: () => unknown): PlumblineError {
  try {
    work();
  } catch (error) {
    if (error instanceof PlumblineError) return orgFailure(error, org);
    throw error;
  }
  throw new Error("nothing failed");
}

describe("a failure of one org", () => {
  it("names the variables that are missing for it", () => {
    const failure = thrownBy(() => readConnectionSettings(orgEnvironment(org, { OKTA_API_TOKEN: "plain" })));
    expect(failure).toMatchObject({
      code: "CREDENTIALS_MISSING",
      remedy:
        "set ACME_PROD_CLIENT_ID and ACME_PROD_PRIVATE_KEY (a service app with read scopes), or ACME_PROD_API_TOKEN (a read-only admin's)",
    });
  });

  it.each([
    [{ ACME_PROD_CLIENT_ID: "0oa1" }, "ACME_PROD_PRIVATE_KEY is not set"],
    [{ ACME_PROD_PRIVATE_KEY: "top-secret" }, "ACME_PROD_CLIENT_ID is not set"],
    [
      { ACME_PROD_CLIENT_ID: "0oa1", ACME_PROD_PRIVATE_KEY: "top-secret" },
      "ACME_PROD_PRIVATE_KEY is neither a PEM private key nor a JWK",
    ],
    [{ ACME_PROD_API_TOKEN: "top secret" }, "ACME_PROD_API_TOKEN holds characters no token has"],
  ])("never quotes what is in %o", (env, message) => {
    const failure = thrownBy(() => readConnectionSettings(orgEnvironment(org, env)));
    expect(failure.message).toBe(message);
    expect(`${failure.message} ${failure.remedy} ${failure.details}`).not.toMatch(/top.secret/);
  });

  it("says which url of the fleet to look at", () => {
    const failure = orgFailure(
      new PlumblineError("NOT_OKTA", "no answer", {
        remedy: "check OKTA_ORG_URL, or name the file with --baseline FILE",
        details: ["OKTA_KEY_ID"],
      }),
      org,
    );
    expect(failure.remedy).toBe(
      "check the url of acme-prod in the fleet, or name the file as the baseline of acme-prod in the fleet",
    );
    expect(failure.details).toEqual(["ACME_PROD_KEY_ID"]);
  });
});

it.each([
  [new TypeError("cannot read\nthe stack"), "cannot read"],
  ["thrown as text", "thrown as text"],
])("has an answer for what nobody foresaw: %s", (error, message) => {
  expect(failureOf(error, org)).toMatchObject({ code: "INTERNAL", message });
});

it("says things of one org under its name, with its own variables, and leaves progress to the fleet", () => {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const signal = new AbortController().signal;
  const now = () => new Date(0);
  const caller = callerFor(org, {
    env: {},
    signal,
    now,
    warn: say,
    remark: say,
    progress: () => say("progress"),
  });
  caller.warn("OKTA_API_TOKEN is old");
  caller.remark("done");
  caller.progress(null);
  expect(said).toEqual(["acme-prod: ACME_PROD_API_TOKEN is old", "acme-prod: done"]);
  expect(caller.now()).toEqual(new Date(0));
});
