import { z } from "zod";
import { jsonText } from "../report/text/json-text.ts";
import { jsonIn } from "./bundle-files.ts";

/** Things that a judgement takes besides baseline and snapshot. */
export interface JudgementInputs {
  readonly judgedAt: Date;
  /** When people last came back, by user id as the snapshot has it. ISO 8601, UTC. */
  readonly reactivated: ReadonlyMap<string, string>;
}

const schema = z.strictObject({
  judgedAt: z.iso.datetime(),
  reactivated: z.record(z.string(), z.iso.datetime()),
});

/** `judgement.json`. */
export function judgementText({ judgedAt, reactivated }: JudgementInputs): string {
  const byUser = [...reactivated].toSorted(([left], [right]) => (left < right ? -1 : Number(left > right)));
  return jsonText({ judgedAt: judgedAt.toISOString(), reactivated: Object.fromEntries(byUser) });
}

/** Reads it back; null for anything else. */
export function judgementIn(text: string): JudgementInputs | null {
  const parsed = schema.safeParse(jsonIn(text));
  if (!parsed.success) return null;
  const { judgedAt, reactivated } = parsed.data;
  return { judgedAt: new Date(judgedAt), reactivated: new Map(Object.entries(reactivated)) };
}
