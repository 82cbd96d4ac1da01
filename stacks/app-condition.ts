import type { AppCondition, NamedApp } from "../src/model/app-condition.ts";
import type { BaselineRule } from "../src/model/baseline.ts";

/** Labels of the applications that an enrollment rule names; types need no looking up. */
export const appLabelsOf = ({ apps: { include, exclude } }: Pick<BaselineRule, "apps">): readonly string[] =>
  [...include, ...exclude].flatMap((app) => (app.kind === "label" ? app.label : []));

/**
 * A condition on applications as the provider takes it; an empty side is left out.
 *
 * @param ids of applications by label in NFC
 */
export function appCondition({ include, exclude }: AppCondition<NamedApp>, ids: ReadonlyMap<string, string>) {
  const written = (app: NamedApp) =>
    app.kind === "type"
      ? { type: "APP_TYPE", name: app.name }
      : { type: "APP", id: ids.get(app.label.normalize("NFC")) ?? "" };
  return {
    ...(include.length > 0 && { appIncludes: include.map(written) }),
    ...(exclude.length > 0 && { appExcludes: exclude.map(written) }),
  };
}
