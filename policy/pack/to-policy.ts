import type {
  Policy,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { BaselineAnswer } from "./contract/baseline-answer.ts";
import type { PackRule, Violation } from "./contract/pack-rule.ts";
import { readPolicy } from "./inputs/policy-inputs.ts";
import { readStack } from "./inputs/stack-inputs.ts";

/** Reads the baseline at the configured path, or where the environment tells. Never fails: it answers why. */
export type AskBaseline = (configured: string | null) => Promise<BaselineAnswer>;

/** A rule as Pulumi's policy SDK takes it. */
export function toPolicy(
  rule: PackRule,
  askBaseline: AskBaseline,
): ResourceValidationPolicy | StackValidationPolicy {
  const answerFor: AnswerFor = (settings) => askBaseline(configuredPath(settings));
  return {
    ...described(rule),
    ...(rule.judgePolicy && { validateResource: asksAboutPolicies(rule.judgePolicy, answerFor) }),
    ...(rule.judgeStack && { validateStack: asksAboutStacks(rule.judgeStack, answerFor) }),
  };
}

type AnswerFor = (settings: unknown) => Promise<BaselineAnswer>;

function asksAboutPolicies(
  judge: NonNullable<PackRule["judgePolicy"]>,
  answerFor: AnswerFor,
): ResourceValidation {
  return async (args, report) => {
    const policy = readPolicy(args);
    if (policy === null) return args.notApplicable("not an enrollment policy");
    reportAll(judge(policy, await answerFor(args.getConfig())), report);
  };
}

function asksAboutStacks(judge: NonNullable<PackRule["judgeStack"]>, answerFor: AnswerFor): StackValidation {
  return async (args, report) => {
    reportAll(judge(readStack(args.resources), await answerFor(args.getConfig())), report);
  };
}

function described(rule: PackRule): Policy {
  return {
    name: rule.id,
    description: `${rule.title}.`,
    enforcementLevel: rule.level,
    severity: rule.severity,
    remediationSteps: rule.remedy,
    ...(rule.readsBaseline ? { configSchema: baselineSchema } : {}),
  };
}

const baselineSchema = {
  properties: {
    baseline: {
      type: "string",
      minLength: 1,
      description: "The baseline's file, absolute or relative to the folder of Pulumi.yaml",
    },
  },
} as const;

function configuredPath(settings: unknown): string | null {
  const isSet = typeof settings === "object" && settings !== null && "baseline" in settings;
  return isSet && typeof settings.baseline === "string" ? settings.baseline : null;
}

function reportAll(violations: Iterable<Violation>, report: ReportViolation): void {
  for (const { message, urn } of violations) {
    // Names come from the program and the baseline: a control character in one must not reach the terminal.
    report(message.replaceAll(/(?!\n)\p{Cc}/gu, " "), urn ?? undefined);
  }
}
