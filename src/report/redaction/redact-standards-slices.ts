import { onlyBannerWords } from "../../model/dod-words.ts";
import type {
  ApiToken,
  LifecycleConditions,
  LifecyclePolicy,
  LifecycleRule,
  LogStream,
  SignInPage,
} from "../../model/live-standards.ts";
import { each, inOrder, keep, listOf, orNull } from "./rules-of-fields.ts";
import type { SnapshotNames } from "./snapshot-names.ts";

/** How what only standards ask about is redacted. Of a sign-in page only the words of the banner are left, which decide. */
export function slicesOfStandards({ id, name }: SnapshotNames) {
  const conditions = each<LifecycleConditions>({
    inactivityDays: keep,
    groupIds: listOf(id),
    unmodelled: keep,
  });
  const rule = each<LifecycleRule>({ id, name, status: keep, conditions, targetStatus: keep });
  return {
    consoleSettings: keep,
    lifecyclePolicies: listOf(
      each<LifecyclePolicy>({ id, name, status: keep, conditions, rules: orNull(listOf(rule)) }),
    ),
    signInPages: inOrder(
      each<SignInPage>({
        brandId: id,
        brand: name,
        customized: orNull(onlyBannerWords),
      }),
      (page) => page.brandId,
    ),
    logStreams: inOrder(each<LogStream>({ id, name, type: keep, status: keep }), (stream) => stream.id),
    apiTokens: inOrder(
      each<ApiToken>({
        id,
        name,
        userId: orNull(id),
        network: each<ApiToken["network"]>({ connection: keep, include: listOf(id), exclude: listOf(id) }),
      }),
      (token) => token.id,
    ),
  };
}
