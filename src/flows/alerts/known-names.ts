import { sameLogin } from "../../../policy/cross-checks/same-login.ts";
import { closest } from "../../../policy/source/closest.ts";
import type { Ledger, OrgRecord } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import { noDetection } from "../catalogue/detection-catalogue.ts";
import { isAbout } from "./alert-filter.ts";

/** Contents of the ledger for the org that is meant, or for all. */
export interface Known {
  readonly ledger: Ledger;
  /** Null: every org in the ledger. */
  readonly org: string | null;
  readonly records: readonly OrgRecord[];
}

const asHint = (meant: string | null): string => (meant === null ? "" : `; did you mean ${meant}?`);

/** The login that was probably meant. A whole company has one domain, which must not make everybody look alike. */
function closestLogin(written: string, logins: readonly string[]): string | null {
  const [name, domain] = halves(written);
  const sameDomain = logins.filter((login) => halves(login)[1] === domain);
  const near = closest(
    name,
    sameDomain.map((login) => halves(login)[0]),
  );
  if (near !== null) return sameDomain.find((login) => halves(login)[0] === near) ?? null;
  return closest(
    written,
    logins.filter((login) => halves(login)[0] === name),
  );
}

function halves(login: string): readonly [name: string, domain: string] {
  const at = login.lastIndexOf("@");
  const plain = sameLogin(login);
  return at < 0 ? [plain, ""] : [plain.slice(0, at), plain.slice(at)];
}

/** Refuses an org that was never read: its list would look like one of an org without alerts. */
export async function refuseUnwatchedOrg({ ledger, org, records }: Known): Promise<void> {
  const orgs = await ledger.orgs();
  if (org === null ? orgs.length > 0 || records.length > 0 : orgs.includes(org)) return;
  const nobody = org === null ? "no org was ever" : `${org} was never`;
  const others = orgs.length === 0 ? "" : `; it has ${orgs.join(", ")}`;
  throw new PlumblineError("ORG_NOT_WATCHED", `${nobody} read into this ledger${others}`, {
    remedy: "run plumbline watch --once, or correct OKTA_ORG_URL or --ledger",
  });
}

/** Refuses detections that neither this version has nor an alert names. */
export function refuseUnknownDetections(
  wanted: readonly string[],
  ids: readonly string[],
  { records }: Known,
): void {
  const known = new Set([...ids, ...records.map(({ record }) => record.alert.detection)]);
  const unknown = wanted.find((id) => !known.has(id));
  if (unknown === undefined) return;
  throw noDetection(unknown, ids);
}

/** Refuses a person of whom neither an alert nor the memory of the ledger knows. */
export async function refuseUnknownPerson(person: string, { ledger, org, records }: Known): Promise<void> {
  const alerts = records.map(({ record }) => record.alert);
  if (alerts.some((alert) => isAbout(alert, person))) return;
  const orgs = org === null ? await ledger.orgs() : [org];
  const people = (await Promise.all(orgs.map((one) => ledger.memory(one)))).flatMap(
    (memory) => memory.people,
  );
  const isKnown = people.some(
    ({ id, login }) => id === person || (login !== null && sameLogin(login) === sameLogin(person)),
  );
  if (isKnown) return;
  const logins = [
    ...people.flatMap(({ login }) => login ?? []),
    ...alerts.flatMap(({ subject }) => (subject.type === "user" ? [subject.name] : [])),
  ];
  throw new PlumblineError(
    "USER_NOT_FOUND",
    `the ledger knows nobody called ${person}${asHint(closestLogin(person, logins))}`,
    { remedy: "give a login or a user id; a person whom no event names has no alert" },
  );
}
