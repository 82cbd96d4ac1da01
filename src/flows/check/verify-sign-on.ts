import { createHash } from "node:crypto";
import { standingOf } from "../../evaluator/people/standing.ts";
import { signsInElsewhere } from "../../evaluator/sign-on/federation.ts";
import type { MappedApp } from "../../model/live-sign-on.ts";
import type { SimulatedSignIn, Simulation } from "../../model/simulation.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { simulateSignIn, simulationScope } from "../../okta/simulate-sign-in.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import type { LiveReading } from "./read-org.ts";

interface PersonAtApp {
  readonly person: Person;
  readonly app: MappedApp;
}

/** So many pairs are tried for each that is wanted: most people are assigned few applications. */
const triesEach = 10;

/**
 * People and applications by chance, the same for the same seed: who signs in with Okta, at an application that has a policy
 * and is not known to be out of their reach.
 */
export function* samplePairs({ slices }: OrgSnapshot, seed: string, wanted: number): Generator<PersonAtApp> {
  const people = (slices.users?.people ?? []).filter(
    (person) => standingOf(person) === "in-scope" && !signsInElsewhere(person.signOn),
  );
  const apps = (slices.appMappings ?? []).filter(
    ({ status, policyId }) => status === "ACTIVE" && policyId !== null,
  );
  const assigned = new Map((slices.apps ?? []).map((app) => [app.id, new Set(app.userIds)]));
  const seen = new Set<string>();
  for (let index = 0; index < wanted * triesEach; index += 1) {
    const dice = createHash("sha256").update(`${seed}/${index}`).digest();
    const person = people[dice.readUInt32BE(0) % people.length];
    const app = apps[dice.readUInt32BE(4) % apps.length];
    if (person === undefined || app === undefined) return;
    const key = `${person.id} ${app.id}`;
    if (seen.has(key) || assigned.get(app.id)?.has(person.id) === false) continue;
    seen.add(key);
    yield { person, app };
  }
}

/**
 * Asks Okta's own simulation about a sample of people and applications. It is a POST that changes nothing, and takes the scope
 * that reading policies takes.
 *
 * @param seed - the same gives the same sample
 */
export async function verifySignOn(
  snapshot: OrgSnapshot,
  { connection, signal }: LiveReading,
  { wanted, seed }: { readonly wanted: number; readonly seed: string },
): Promise<Simulation> {
  if (snapshot.org.engine === "classic") {
    return { wanted, answers: [], refusals: ["the Classic Engine has none"] };
  }
  connection.needScopes([simulationScope]);
  const answers: SimulatedSignIn[] = [];
  for (const { person, app } of samplePairs(snapshot, seed, wanted)) {
    if (answers.length === wanted) break;
    try {
      const answer = await simulateSignIn(connection, { userId: person.id, appId: app.id }, signal);
      if (answer !== null) answers.push(answer);
    } catch (failure) {
      if (!(failure instanceof ReadFailure)) throw failure;
      return { wanted, answers, refusals: [`it was not answered (${failure.message})`] };
    }
  }
  const none =
    answers.length === 0 ? ["nobody and no application was found that it could be asked about"] : [];
  return { wanted, answers, refusals: none };
}
