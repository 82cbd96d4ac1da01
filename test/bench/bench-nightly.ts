import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { logEvent, userTarget } from "../../src/emulator/log/log-events.ts";
import type { EmulatedUser } from "../../src/emulator/state/state.ts";
import type { Report } from "../../src/model/report.ts";
import type { BenchLine } from "./bench-line.ts";
import { runMeasured } from "./run-measured.ts";
import { type ServedOrg, serveOrg } from "./served-org.ts";

const megabyte = 1_000_000;
/** One in so many has changed since the night before. */
const changedOneIn = 200;
/** Requests of a full reading with one call a person. */
const requestsAPerson = 1.005;

/** Of those, one in so many has lost the strong factors; the others have another one. */
const lostOneIn = 10;

/** Changes what people have enrolled, and lets the log tell it. */
async function changeFactors(org: ServedOrg, people: readonly EmulatedUser[]): Promise<void> {
  const logEvents = people.map((user, number) =>
    logEvent(
      { eventType: "user.mfa.factor.deactivate", targets: [userTarget(user)] },
      {
        uuid: `bench-${number}`,
        published: new Date(),
        actor: {
          id: "00u-nobody",
          type: "SystemPrincipal",
          alternateId: "system@okta.com",
          displayName: "Okta System",
          detailEntry: null,
        },
        tokenId: null,
        requestId: `bench-${number}`,
        requestUri: "/",
        userAgent: "",
        ipAddress: "127.0.0.1",
      },
    ),
  );
  const users = people.map(({ profile: { login } }, number) => ({
    login,
    factors: number % lostOneIn === 0 ? ["okta_verify:totp"] : ["okta_verify:push", "google_otp"],
  }));
  const answer = await fetch(`${org.env["OKTA_ORG_URL"]}/__emulator/change`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ users, logEvents }),
  });
  if (!answer.ok) throw new Error(`the org could not be changed: ${answer.status} ${await answer.text()}`);
}

/** Requests and memory of a nightly check by memory, in which one in two hundred has changed. */
export async function benchNightly(
  cli: string,
  folder: string,
  people: number,
): Promise<readonly BenchLine[]> {
  const org = await serveOrg(people, folder);
  const reportFile = join(folder, "nightly.json");
  const check = (...flags: readonly string[]) =>
    runMeasured(
      [
        ...[cli, "check", "--baseline", org.baselineFile, "--quiet", "--timeout", "2h"],
        ...["--ledger", join(folder, "nightly.db"), "--max-proof-age", "30d"],
        ...["--format", `json=${reportFile}`, ...flags],
      ],
      folder,
      org.env,
    );
  const reported = async (): Promise<Report> => JSON.parse(await readFile(reportFile, "utf8"));
  try {
    const first = await check();
    const before = await reported();
    const { users } = generateOrg({ people, seed: 1, driftedShare: 0.01 }).state;
    const drifted = new Set(before.findings.map(({ subject }) => subject.name));
    const sound = users.filter(({ status, profile }) => status === "ACTIVE" && !drifted.has(profile.login));
    const changed = sound.slice(100, 100 + Math.floor(people / changedOneIn));
    await changeFactors(org, changed);
    const night = await check("--request-share", "1%");
    const { summary, cost, findings } = await reported();
    const found = new Set(
      findings.filter(({ check }) => check === "factors").map(({ subject }) => subject.name),
    );
    const lost = changed.filter((_, number) => number % lostOneIn === 0);
    const missed = lost.filter(({ profile }) => !found.has(profile.login)).length;
    const { proof } = summary;
    return [
      {
        what: `${people} people, ${changed.length} of them changed: a nightly check took ${cost.requests} requests, read ${proof?.read} people, ${proof?.sampled} of them to compare`,
        ratio: cost.requests / Math.floor(people * requestsAPerson * 0.01),
        limit: 1,
        unit: "of 1 % of a full reading",
      },
      {
        what: `${missed} of ${lost.length} people who lost their factors were not found; ${summary.unknown} findings unknown, ${summary.proof?.silentChanges} silent changes`,
        ratio: missed + summary.unknown + (proof?.silentChanges ?? 1),
        limit: 0,
        unit: "people judged otherwise than in a full reading",
      },
      {
        what: `${people} people: the first check took ${Math.round(first.maxRssBytes / megabyte)} MB and ${Math.round(first.wallMs / 1000)} s, the nightly one ${Math.round(night.maxRssBytes / megabyte)} MB and ${Math.round(night.wallMs / 1000)} s`,
        ratio: Math.max(first.maxRssBytes, night.maxRssBytes) / megabyte / 400,
        limit: 1,
        unit: "of 400 MB",
      },
    ];
  } finally {
    await org.close();
  }
}
