import type { SignInRequirement, SignInTarget } from "../src/model/baseline-sign-on.ts";
import { parseDuration } from "./schema/duration.ts";
import type { BaselineFile } from "./schema.ts";

type WrittenSignIn = NonNullable<BaselineFile["requirements"][number]["signIn"]>;

/** The field `signIn` of a requirement as the model has it. */
export function toSignIn({
  to,
  atLeast,
  from,
  openEnrollment,
  reauthenticateWithin,
}: WrittenSignIn): SignInRequirement {
  return {
    to: toTarget(to),
    atLeast,
    fromOutside: from === "ANYWHERE" ? [] : from.notIn,
    openEnrollment,
    reauthenticateWithinMs:
      reauthenticateWithin === undefined ? null : parseDuration(`${reauthenticateWithin}`),
  };
}

const toTarget = (to: WrittenSignIn["to"]): SignInTarget =>
  typeof to === "string" ? { kind: to } : { kind: "apps", apps: to.apps };
