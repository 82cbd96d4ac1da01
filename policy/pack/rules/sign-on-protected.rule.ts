import type { PackRule } from "../contract/pack-rule.ts";
import { resourceName } from "../inputs/declared.ts";

export default {
  id: "sign-on-protected",
  title: "Every session policy, app policy and rule is protected from deletion",
  level: "mandatory",
  severity: "high",
  rationale:
    "A policy that goes takes its rules along, and its people or applications fall back on the default one. A rule that goes " +
    "may be the one that denies, or that asks for more. A rule within a list is not protected by itself: its list is.",
  remedy:
    "Declare the resource with the option protect: true; to delete it on purpose, `pulumi state unprotect` first.",
  references: [
    "Pulumi: resource option protect",
    "terraform-provider-okta: okta_app_signon_policy puts the applications of a deleted policy under the default one",
  ],
  readsBaseline: false,
  *judgeStack({ unprotected }) {
    for (const urn of unprotected) {
      yield { urn, message: `The resource ${resourceName(urn)} is declared without protect: true.` };
    }
  },
} satisfies PackRule;
