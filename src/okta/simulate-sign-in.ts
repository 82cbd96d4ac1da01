import { z } from "zod";
import type { AppId, PolicyRuleId, UserId } from "../model/ids.ts";
import type { SimulatedRule, SimulatedSide, SimulatedSignIn } from "../model/simulation.ts";
import type { OktaConnection } from "./connection/connection.ts";
import { ReadFailure } from "./transport/read-failure.ts";

/** The scope that asking for a simulation takes; it changes nothing (okta-api 4.8). */
export const simulationScope = "okta.policies.read";

const endpoint = "/api/v1/policies/simulate";

const rule = z.looseObject({ id: z.string(), name: z.string().nullish() });
const policy = z.looseObject({ name: z.string().nullish(), rules: z.array(rule).nullish() });
const part = z.looseObject({ policies: z.array(policy).nullish() }).nullish();
const wireSimulation = z.looseObject({
  evaluation: z.array(z.looseObject({ policyType: z.string(), result: part, undefined: part })),
});
type Wire = z.output<typeof wireSimulation>;

const rulesOf = (given: z.output<typeof part>): readonly SimulatedRule[] =>
  (given?.policies ?? []).flatMap(({ name, rules }) =>
    (rules ?? []).map((one) => ({
      policy: name ?? "",
      ruleId: one.id as PolicyRuleId,
      rule: one.name ?? one.id,
    })),
  );

function sideOf({ evaluation }: Wire, type: string): SimulatedSide {
  const those = evaluation.filter(({ policyType }) => policyType === type);
  return {
    matched: those.flatMap(({ result }) => rulesOf(result)),
    open: those.flatMap((one) => rulesOf(one.undefined)),
  };
}

/**
 * Asks Okta which session rule and which app rule apply when a person signs in to an application, whatever the network,
 * device and risk. A POST that changes nothing; Identity Engine only (okta-api 4.8).
 *
 * @returns null where the application is not assigned to the person
 * @throws ReadFailure
 */
export async function simulateSignIn(
  connection: OktaConnection,
  { userId, appId }: { readonly userId: UserId; readonly appId: AppId },
  signal: AbortSignal,
): Promise<SimulatedSignIn | null> {
  const policyTypes = ["OKTA_SIGN_ON", "ACCESS_POLICY"];
  const question = [{ policyTypes, appInstance: appId, policyContext: { user: { id: userId } } }];
  try {
    const { body } = await connection.ask({ endpoint, body: question }, signal);
    const read = wireSimulation.safeParse(body);
    if (!read.success) throw new ReadFailure("garbage", "a simulation that is none");
    const [session, app] = [sideOf(read.data, "OKTA_SIGN_ON"), sideOf(read.data, "ACCESS_POLICY")];
    return { userId, appId, session, app };
  } catch (failure) {
    // Okta's words for what is not assigned; its code is that of any request that it cannot follow.
    if (failure instanceof ReadFailure && failure.status === 400 && failure.errorCode === "E0000001")
      return null;
    throw failure;
  }
}
