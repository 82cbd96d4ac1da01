import type { ExplainedEntry, ExplainedSignIn } from "../../model/explained-sign-in.ts";
import type { PersonExplanation } from "../../model/explanation.ts";
import { inertText } from "../../model/inert-text.ts";
import type { ChangeEffect } from "../../model/review.ts";
import type { WhatIf } from "../../model/what-if.ts";
import { effectPredicate } from "../review/effect-words.ts";
import { paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";
import { policyTexts, requirementLines } from "./explain-text.ts";

const styles: Readonly<Record<ChangeEffect, Style>> = { weaker: "red", stronger: "green", neutral: "yellow" };

/** How strongly an app policy would hold the person, where that is another than today. */
function levelTexts(entry: ExplainedEntry, { policies }: ExplainedSignIn): readonly string[] {
  const before = policies.find(({ policy }) => policy === entry.policy);
  if (before?.level === entry.level) return [];
  const was = before === undefined ? "no application is under it today" : `today: ${before.level}`;
  return [`app policy ${entry.policy ?? "not shown"}: ${entry.level} (${was}). ${entry.why}`];
}

/** Tells what another baseline would mean for one person, to be read after what is so today. */
export function whatIfText(
  today: PersonExplanation,
  { baseline, policy, signIn, differences, requirements }: WhatIf,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const line = (text: string, indent = 2): string =>
    wrapText(inertText(text), options.width, indent, indent + 2);
  const before = new Map(today.requirements.map((one) => [one.id, one]));
  const was = (id: string): readonly string[] => {
    const one = before.get(id);
    return [
      line(
        one === undefined
          ? "today: not asked"
          : `today: ${one.applies === "no" ? "does not apply" : one.status}`,
        4,
      ),
    ];
  };
  const gone = today.requirements.filter(({ id }) => !requirements.some((one) => one.id === id));
  return `${[
    "",
    paint("bold", inertText(`If ${baseline.path} were in force`)),
    ...policyTexts(policy).map((text) => line(`enrollment policy: ${text}`)),
    ...policyTexts(today.policy).map((text) => line(`today: ${text}`, 4)),
    ...differences.map(({ kind, effect, names }) =>
      paint(styles[effect], line(effectPredicate(kind, names))),
    ),
    ...(differences.length === 0 ? [line("nothing else would change at sign-in")] : []),
    ...signIn.policies.flatMap((entry) => levelTexts(entry, today.signIn).map((text) => line(text))),
    "",
    paint("bold", "What that baseline wants"),
    ...requirements.flatMap((one) => [...requirementLines(one, line, paint), ...was(one.id)]),
    ...gone.map(({ id }) => line(`${id}: no longer asked`)),
  ].join("\n")}\n`;
}
