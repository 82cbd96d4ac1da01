import { type ApiAnswer, type ApiCall, noContent, ok, param, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { applyRuleToEverybody } from "../groups/group-rule-fill.ts";
import { target } from "../log/log-events.ts";
import type { EmulatedGroupRule } from "../state/state.ts";
import { failure, invalid, notFound } from "../wire/api-failure.ts";
import { asStrings, fieldAt, type JsonObject, stringAt } from "../wire/json.ts";

/** The rules that fill groups (okta-api 3.2). */
export const groupRuleRoutes = routesWithScope("groups", [
  ["GET", "/groups/rules", listRules],
  ["POST", "/groups/rules", createRule],
  ["GET", "/groups/rules/{ruleId}", (call) => ok(ruleView(givenRule(call), call))],
  ["PUT", "/groups/rules/{ruleId}", updateRule],
  ["DELETE", "/groups/rules/{ruleId}", deleteRule],
  ["POST", "/groups/rules/{ruleId}/lifecycle/activate", activateRule],
  ["POST", "/groups/rules/{ruleId}/lifecycle/deactivate", deactivateRule],
]);

function givenRule(call: ApiCall): EmulatedGroupRule {
  const id = param(call, "ruleId");
  const rule = call.org.groupRules.get(id);
  if (rule === undefined) throw notFound(id, "GroupRule");
  return rule;
}

function ruleView(rule: EmulatedGroupRule, call: ApiCall): JsonObject {
  const groups = rule.groupIds.map((id) => call.org.groups.get(id));
  const names = groups.flatMap((group) => (group === undefined ? [] : [[group.id, group.name] as const]));
  return {
    type: "group_rule",
    id: rule.id,
    status: rule.status,
    name: rule.name,
    created: rule.created,
    lastUpdated: rule.lastUpdated,
    conditions: {
      people: { users: { exclude: rule.excludedUserIds }, groups: { exclude: rule.excludedGroupIds } },
      expression: { value: rule.expression, type: "urn:okta:expression:1.0" },
    },
    actions: { assignUserToGroups: { groupIds: rule.groupIds } },
    allGroupsValid: !groups.includes(undefined),
    ...(call.query.get("expand") === "groupIdToGroupNameMap"
      ? { _embedded: { groupIdToGroupNameMap: Object.fromEntries(names) } }
      : {}),
  };
}

/** `search` is a keyword in the name or the expression. */
function listRules(call: ApiCall): ApiAnswer {
  const keyword = (call.query.get("search") ?? "").toLowerCase();
  const rules = [...call.org.groupRules.after(call.query.get("after"))].filter((rule) =>
    `${rule.name}\n${rule.expression}`.toLowerCase().includes(keyword),
  );
  const limit = pageLimit(call, 50, 200);
  const answer = pageAnswer(call, rules, limit, (rule) => ruleView(rule, call));
  return rules.length <= limit ? { ...answer, page: { next: null } } : answer;
}

type Written = Pick<
  EmulatedGroupRule,
  "name" | "expression" | "groupIds" | "excludedUserIds" | "excludedGroupIds"
>;

/** @throws ApiFailure E0000001 for a name that is missing or too long, and for missing targets */
function writtenRule(call: ApiCall): Written {
  const name = stringAt(call.body, "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  if (name.length > 50) throw invalid("name", "name: The field is too long");
  // Whether a name may be used twice is not verified against a live org; here it may.
  const expression = stringAt(call.body, "conditions", "expression", "value") ?? "";
  if (expression === "") throw invalid("conditions", "Expression cannot be empty.");
  const groupIds = asStrings(fieldAt(call.body, "actions", "assignUserToGroups", "groupIds"));
  const missing = groupIds.filter((id) => call.org.groups.get(id) === undefined);
  if (groupIds.length === 0 || missing.length > 0) {
    throw invalid("actions", "actions.assignUserToGroups.groupIds: At least one valid group is needed.");
  }
  return {
    name,
    expression,
    groupIds,
    excludedUserIds: asStrings(fieldAt(call.body, "conditions", "people", "users", "exclude")),
    excludedGroupIds: asStrings(fieldAt(call.body, "conditions", "people", "groups", "exclude")),
  };
}

/** A new rule is INACTIVE whatever the body says. */
function createRule(call: ApiCall): ApiAnswer {
  const rule: EmulatedGroupRule = {
    ...writtenRule(call),
    id: call.org.ids.next("0pr"),
    status: "INACTIVE",
    created: call.now,
    lastUpdated: call.now,
  };
  call.org.groupRules.put(rule);
  return ok(ruleView(rule, call));
}

function updateRule(call: ApiCall): ApiAnswer {
  const before = givenRule(call);
  if (before.status === "ACTIVE") {
    throw invalid("rule", "Rule must be deactivated before it can be updated.");
  }
  const rule: EmulatedGroupRule = {
    ...before,
    ...writtenRule(call),
    status: "INACTIVE",
    lastUpdated: call.now,
  };
  call.org.groupRules.put(rule);
  return ok(ruleView(rule, call));
}

function activateRule(call: ApiCall): ApiAnswer {
  const before = givenRule(call);
  if (before.status === "INVALID") {
    throw failure(403, "E0000038", "An INVALID rule cannot be activated.");
  }
  const rule: EmulatedGroupRule = { ...before, status: "ACTIVE", lastUpdated: call.now };
  call.org.groupRules.put(rule);
  applyRuleToEverybody(call, rule);
  return noContent;
}

function deactivateRule(call: ApiCall): ApiAnswer {
  const rule = givenRule(call);
  call.org.groupRules.put({ ...rule, status: "INACTIVE", lastUpdated: call.now });
  call.log({
    eventType: "group.user_membership.rule.deactivated",
    targets: [target("GroupRule", rule.id, rule.name)],
  });
  return noContent;
}

/** Answers 202; `removeUsers` takes the members out of the rule's groups (okta-api 3.2). */
function deleteRule(call: ApiCall): ApiAnswer {
  const rule = givenRule(call);
  if (rule.status === "ACTIVE") throw invalid("rule", "Rule must be deactivated before it can be deleted.");
  call.org.groupRules.delete(rule.id);
  return { status: 202, body: {} };
}
