import { type AppCondition, anyApp, mapApps, type NamedApp, oktaItself } from "../src/model/app-condition.ts";
import type { BaselineFile } from "./schema.ts";

type WrittenApps = NonNullable<BaselineFile["enrollmentPolicies"][number]["rules"][number]["apps"]>;

/** A condition on applications as the model has it. */
export function toAppCondition(written: WrittenApps | undefined): AppCondition<NamedApp> {
  const sides = { ...anyApp, ...written };
  return mapApps(sides, (app): NamedApp => {
    if (typeof app !== "string") return { kind: "type", name: app.type };
    return app === oktaItself ? { kind: "type", name: oktaItself } : { kind: "label", label: app };
  });
}
