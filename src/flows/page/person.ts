import type { Alert } from "../../model/alert.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Finding } from "../../model/report.ts";
import type { RequirementAnswer } from "../../model/requirement-answers.ts";
import type { RunPerson } from "../../model/run-view.ts";
import type { Severity } from "../../model/words.ts";
import { isAbout } from "../alerts/alert-filter.ts";
import type { PageSource } from "./page-source.ts";

/** All that is known of one person. */
export interface PersonPage {
  readonly asOf: string;
  readonly person: RunPerson;
  readonly requirements: readonly {
    readonly id: string;
    readonly title: string;
    readonly severity: Severity;
    readonly answer: RequirementAnswer;
  }[];
  readonly findings: readonly Finding[];
  /** Latest first. */
  readonly alerts: readonly Alert[];
}

/**
 * Gathers what the latest check and the alerts say of a person.
 *
 * @param id user id, or login
 * @throws PlumblineError USER_NOT_FOUND
 */
export async function personPage(source: PageSource, id: string): Promise<PersonPage> {
  const [shown, alerts] = await Promise.all([source.shown(), source.alerts()]);
  const person = shown?.view.people.find((one) => one.id === id || one.login === id);
  if (shown === null || person === undefined) {
    throw new PlumblineError("USER_NOT_FOUND", `the latest check judged nobody called ${id}`, {
      remedy: "look for the person in the list, or check again: deactivated people are not judged",
    });
  }
  return {
    asOf: shown.asOf,
    person,
    requirements: shown.view.requirements.map(({ id: requirement, title, severity }, position) => ({
      id: requirement,
      title,
      severity,
      answer: person.answers[position] ?? "unknown",
    })),
    findings: shown.report.findings.filter(
      ({ subject }) => subject.type === "user" && subject.id === person.id,
    ),
    alerts: alerts.filter((alert) => isAbout(alert, person.id) || isAbout(alert, person.login)).toReversed(),
  };
}
