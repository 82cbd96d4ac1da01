import { target } from "../log/log-events.ts";
import type { EmulatorState } from "../state/state.ts";
import { type Deviation, groupCalled, logged, who, withMembers } from "./acme-drift.ts";

const groupTarget = (state: EmulatorState, name: string) =>
  target("UserGroup", groupCalled(state, name).id, name);

/** Changes made to people and to the groups that they are in. */
export const peopleDeviations: readonly Deviation[] = [
  {
    id: "extra-admin",
    title:
      "Greta was put in MFA Admins, a group that gives more than factors and has two members by decision",
    check: "group-members",
    apply: (state) => {
      const greta = who(state, "greta");
      const changed = withMembers(state, "MFA Admins", (members) => [...members, greta.id]);
      return logged(changed, {
        eventType: "group.user_membership.add",
        actor: who(state, "omar"),
        targets: [greta, groupTarget(state, "MFA Admins")],
      });
    },
  },
  {
    id: "left-out",
    title: "Ravi was taken out of MFA Required, so nothing that is asked of everyone reaches him",
    // Okta then keeps the group rule from putting him back: that is the cause which the check names.
    check: "group-rule",
    field: "exceptUsers",
    apply: (state) => {
      const ravi = who(state, "ravi");
      const changed = withMembers(state, "MFA Required", (members) => members.filter((id) => id !== ravi.id));
      // Okta then keeps the group rule from putting the person back (okta-api 3.2).
      const groupRules = state.groupRules.map((rule) => ({ ...rule, excludedUserIds: [ravi.id] }));
      return logged(
        { ...changed, groupRules },
        {
          eventType: "group.user_membership.remove",
          actor: who(state, "omar"),
          targets: [ravi, groupTarget(state, "MFA Required")],
        },
      );
    },
  },
  {
    id: "rule-fills-more",
    title: "The rule that fills MFA Required fills Finance as well, with whatever its people may open",
    check: "group-rule",
    field: "groups",
    apply: (state) => {
      const name = "MFA Required - employees";
      const finance = groupCalled(state, "Finance").id;
      const groupRules = state.groupRules.map((rule) =>
        rule.name === name ? { ...rule, groupIds: [...rule.groupIds, finance] } : rule,
      );
      const [rule] = groupRules.filter((one) => one.name === name);
      return logged(
        { ...state, groupRules },
        {
          eventType: "group.user_membership.rule.deactivated",
          actor: who(state, "omar"),
          targets: [target("GroupRule", rule?.id ?? "", name)],
        },
      );
    },
  },
  {
    id: "security-key-reset",
    title:
      "Beth's lost security key was reset and never replaced: she opens Payroll with a push that can be phished",
    check: "factors",
    apply: (state) => {
      const beth = who(state, "beth");
      const users = state.users.map((user) =>
        user.id === beth.id
          ? { ...user, factors: user.factors.filter(({ factorType }) => factorType !== "webauthn") }
          : user,
      );
      return logged(
        { ...state, users },
        {
          eventType: "user.mfa.factor.deactivate",
          actor: who(state, "omar"),
          targets: [beth],
          reason: "User reset FIDO_WEBAUTHN factor",
          debugData: { factor: "FIDO_WEBAUTHN" },
        },
      );
    },
  },
  {
    id: "group-cleaned-up",
    title:
      "Service Accounts was deleted in a clean-up, so nobody can tell machines from people who lack a factor",
    check: "group-missing",
    apply: (state) =>
      logged(
        { ...state, groups: state.groups.filter(({ name }) => name !== "Service Accounts") },
        {
          eventType: "group.lifecycle.delete",
          actor: who(state, "omar"),
          targets: [groupTarget(state, "Service Accounts")],
        },
      ),
  },
];
