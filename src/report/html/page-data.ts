import type { PolicyStep } from "../../model/report.ts";
import type { Fact } from "./finding-facts.ts";

/**
 * The people of a page as it embeds them: small enough for 100,000. Every text is inert. People who differ in nothing
 * but their name share a profile; equal findings are kept once, with the login left out.
 */
export interface PageData {
  /** False: only people with a finding are there, and what is not known of them is left out. */
  readonly whole: boolean;
  /** Stands for the login in the texts of a finding. */
  readonly loginMark: string;
  readonly requirements: readonly { readonly id: string; readonly title: string }[];
  readonly groups: readonly string[];
  readonly policies: readonly PagePolicy[];
  readonly enrolled: readonly PageEnrolled[];
  /** How people sign in, a line each app sign-in policy; the first list is of nobody of whom that was read. */
  readonly ways: readonly (readonly string[])[];
  readonly findings: readonly PageFinding[];
  readonly profiles: readonly PageProfile[];
  /** By login. */
  readonly logins: readonly string[];
  readonly ids: readonly string[];
  /** Index of each person's profile. */
  readonly profileOf: readonly number[];
}

export interface PagePolicy {
  /** `Admins / Enroll at sign-in`. */
  readonly label: string;
  readonly path: readonly PolicyStep[];
  readonly uncertainties: readonly string[];
}

export interface PageEnrolled {
  readonly factors: readonly string[];
  /** Why they are not known; null when they are. */
  readonly unread: string | null;
}

/** A finding about a person, whose login is left out of its texts. */
export interface PageFinding {
  readonly status: string;
  readonly check: string;
  readonly severity: string;
  readonly requirement: string | null;
  readonly message: string;
  readonly remedy: string;
  /** Facts: what was expected and is there, the exemption, who changed it. */
  readonly more: readonly Fact[];
  /** Index of the topic that the page shows it under; null when it is not open. */
  readonly topic: number | null;
}

export interface PageProfile {
  /** As Okta wrote it; empty when it is not known. */
  readonly status: string;
  /** One letter a requirement: see `answerLetters`. */
  readonly answers: string;
  /** The worst of them, as a letter. */
  readonly overall: string;
  readonly groups: readonly number[];
  readonly policy: number;
  readonly enrolled: number;
  readonly ways: number;
  readonly findings: readonly number[];
}

/** Worst first. */
export const answerLetters = {
  drift: "d",
  unknown: "u",
  pending: "p",
  exempted: "e",
  "in-line": "i",
  "not-asked": "n",
} as const;

/** An answer that is not known because only a report is at hand. */
export const noAnswer = "-";

interface AnswerWords {
  readonly word: string;
  /** Says the same as the colour. */
  readonly mark: string;
  readonly name: string;
}

/** How an answer is shown, by letter. */
export const answerWords: Readonly<Record<string, AnswerWords>> = {
  d: { word: "drift", mark: "✕", name: "drift" },
  u: { word: "unknown", mark: "?", name: "unknown" },
  p: { word: "pending", mark: "…", name: "pending" },
  e: { word: "exempted", mark: "~", name: "exempted" },
  i: { word: "in line", mark: "✓", name: "in-line" },
  n: { word: "not asked", mark: "–", name: "not-asked" },
  "-": { word: "no finding", mark: "–", name: "not-asked" },
};
