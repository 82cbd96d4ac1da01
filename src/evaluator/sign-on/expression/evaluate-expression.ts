import type { Expression } from "./parse-expression.ts";

/** A value of the language; undefined: not known. */
type Value = string | number | boolean | null | undefined;

/** Values that an expression is about. */
export interface ExpressionContext {
  /** The value of `user.profile.department` and the like; undefined where it is not known. */
  valueOf(path: string): Value;
  /** Whether the person is in a group, by the arguments of `user.isMemberOf`; undefined where it is not known. */
  isMemberOf(named: ReadonlyMap<string, string>): boolean | undefined;
}

/** Whether an expression is true; undefined where that is not known. */
export function evaluateExpression(expression: Expression, context: ExpressionContext): boolean | undefined {
  const value = valueIn(expression, context);
  return typeof value === "boolean" ? value : undefined;
}

function valueIn(expression: Expression, context: ExpressionContext): Value {
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "path":
      return context.valueOf(expression.path);
    case "not": {
      const value = evaluateExpression(expression.of, context);
      return value === undefined ? undefined : !value;
    }
    case "and":
    case "or":
      return joined(expression, context);
    case "compare":
      return compared(expression.by, valueIn(expression.left, context), valueIn(expression.right, context));
    case "call":
      return expression.path === "user.isMemberOf" && expression.named !== null
        ? context.isMemberOf(expression.named)
        : undefined;
    case "strange":
      return undefined;
  }
}

/** One side that decides is enough, whatever is not known of the other. */
function joined(
  { kind, left, right }: Expression & { readonly kind: "and" | "or" },
  context: ExpressionContext,
): Value {
  const deciding = kind === "or";
  const values = [evaluateExpression(left, context), evaluateExpression(right, context)];
  if (values.includes(deciding)) return deciding;
  return values.includes(undefined) ? undefined : !deciding;
}

function compared(by: string, left: Value, right: Value): Value {
  if (left === undefined || right === undefined) return undefined;
  if (by === "==") return left === right;
  if (by === "!=") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  return by === "<" ? left < right : by === "<=" ? left <= right : by === ">" ? left > right : left >= right;
}
