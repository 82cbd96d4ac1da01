import { noCaller } from "../access/caller.ts";
import { type ApiAnswer, noContent } from "../call/api-call.ts";
import { changeOrg, changeSchema } from "../filling/change-org.ts";
import { logEvent, target } from "../log/log-events.ts";
import { mfaEnrollmentByUserCsv, mfaUsageCsv } from "../reports/mfa-reports.ts";
import type { LogEvent } from "../state/log-event.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatorState } from "../state/state.ts";
import { invalid } from "../wire/api-failure.ts";
import { fromPlain } from "../wire/json.ts";
import type { RawRequest } from "../wire/read-request.ts";

/** Context of the emulator's own endpoints. */
export interface OwnServing {
  readonly org: OrgStore;
  readonly clock: Date;
  /** Puts the first state back. */
  readonly reset: () => void;
  readonly writeLog: (event: LogEvent) => void;
}

type Handle = (serving: OwnServing, request: RawRequest) => ApiAnswer;

interface Report {
  readonly key: string;
  readonly name: string;
  readonly csv: (state: EmulatorState) => string;
}

/** Reports that the console exports. */
const reports: readonly Report[] = [
  { key: "mfa-usage", name: "MFA Usage", csv: mfaUsageCsv },
  { key: "mfa-enrollment-by-user", name: "MFA Enrollment by User", csv: mfaEnrollmentByUserCsv },
];

const endpoints: Readonly<Record<string, Handle>> = {
  "POST /__emulator/reset": ({ reset }) => {
    reset();
    return noContent;
  },
  "GET /__emulator/state": ({ org }) => ({ status: 200, body: fromPlain(org.toState()) }),
  "POST /__emulator/change": change,
  ...Object.fromEntries(
    reports.map((report): [string, Handle] => [
      `GET /__emulator/reports/${report.key}.csv`,
      (serving, request) => exportReport(report, serving, request),
    ]),
  ),
};

/** The emulator's own endpoint that a request asks for; null for one of Okta's. */
export function ownEndpoint({ method, path }: RawRequest): Handle | null {
  const key = `${method} ${path}`;
  return Object.hasOwn(endpoints, key) ? (endpoints[key] ?? null) : null;
}

/** @throws ApiFailure E0000001 with the fields that are wrong */
function change({ org }: OwnServing, { body }: RawRequest): ApiAnswer {
  const wanted = changeSchema.safeParse(body.kind === "json" ? body.value : null);
  if (!wanted.success) {
    const { issues } = wanted.error;
    throw invalid(
      "change",
      ...issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`),
    );
  }
  changeOrg(org, wanted.data);
  return noContent;
}

/** A report as the console exports it; the log tells when, in events whose targets are not verified against a live org. */
function exportReport(
  { key, name, csv }: Report,
  { org, clock, writeLog }: OwnServing,
  request: RawRequest,
): ApiAnswer {
  ["request", "generate", "download"].forEach((step, index) => {
    const circumstances = {
      uuid: `${request.id.slice(0, -1)}${index}`,
      published: clock,
      actor: noCaller.actor,
      tokenId: null,
      requestId: request.id,
      requestUri: request.path,
      userAgent: "",
      ipAddress: "127.0.0.1",
    };
    const targets = [target("Report", key, name)];
    writeLog(logEvent({ eventType: `analytics.reports.export.${step}`, targets }, circumstances));
  });
  return { status: 200, text: csv(org.toState()) };
}
