import { type Expression, parseExpression } from "./parse-expression.ts";

/** A group that an expression asks about, by id or by name. */
export interface NamedGroup {
  readonly id: string | null;
  readonly name: string | null;
}

/** The groups that `user.isMemberOf` names in an expression. */
export function groupsInExpression(expression: string): readonly NamedGroup[] {
  return groupsIn(parseExpression(expression));
}

function groupsIn(tree: Expression): readonly NamedGroup[] {
  switch (tree.kind) {
    case "not":
      return groupsIn(tree.of);
    case "and":
    case "or":
    case "compare":
      return [...groupsIn(tree.left), ...groupsIn(tree.right)];
    case "call":
      return [
        { id: tree.named?.get("group.id") ?? null, name: tree.named?.get("group.profile.name") ?? null },
      ];
    case "value":
    case "path":
    case "strange":
      return [];
  }
}
