import type { ApiAnswer } from "../call/api-call.ts";
import { errorAnswer } from "../call/error-answer.ts";
import { asList, isJsonObject, type Json } from "../wire/json.ts";
import type { RawRequest } from "../wire/read-request.ts";
import { errorOfFault, type FaultEffect } from "./faults.ts";

/** An answer and the part of it to send: all, the first half, or nothing. */
export interface Sending {
  readonly answer: ApiAnswer;
  readonly cut: "none" | "middle" | "before";
  /** Sent in place of the JSON of the body. */
  readonly text?: string;
  /** No answer of Okta's has this form: Okta's document does not judge it. */
  readonly isMalformed?: true;
  /** Milliseconds to wait first. */
  readonly delay: number;
}

/** Applies a fault to an answer; `answer` is not called where the fault takes its place. */
export function faultyAnswer(
  effect: FaultEffect | null,
  request: RawRequest,
  clock: Date,
  answer: () => ApiAnswer,
): Sending {
  const whole = (given: ApiAnswer): Sending => ({ answer: given, cut: "none", delay: 0 });
  if (effect === null) return whole(answer());
  const error = errorOfFault(effect);
  if (error !== null) {
    return whole({ ...errorAnswer(error, request.id), headers: resetHeaders(effect, clock) });
  }
  switch (effect.kind) {
    case "drop":
      return effect.when === "before"
        ? { answer: { status: 200 }, cut: "before", delay: 0 }
        : { answer: answer(), cut: "middle", delay: 0 };
    case "slow":
      return { answer: answer(), cut: "none", delay: effect.ms };
    case "empty-page":
      return { ...whole({ status: 200, body: [], page: { next: request.query } }), isMalformed: true };
    case "repeated-page":
      return whole({ ...answer(), page: { next: request.query } });
    case "lost-link":
      return whole({ ...answer(), page: { next: null } });
    case "missing-items":
      return whole(withoutItems(answer(), effect.holding));
    case "garbage":
      return {
        ...whole({ status: 200, body: null }),
        text: "<html>not what you asked for</html>",
        isMalformed: true,
      };
    default:
      return whole(answer());
  }
}

/** A list without some of its items, be it the body itself or its `value`, as administrators are listed. */
function withoutItems(answer: ApiAnswer, holding: readonly string[] | undefined): ApiAnswer {
  if (answer.status !== 200) return answer;
  const { body, page } = answer;
  const isKept = (item: Json) => holding?.every((text) => !JSON.stringify(item).includes(text)) ?? false;
  const ended = holding === undefined ? { page: { next: null } } : { page };
  const links = page === undefined ? {} : ended;
  if (!isJsonObject(body)) return { ...answer, ...links, body: asList(body).filter(isKept) };
  const { _links, ...rest } = body;
  const next = holding === undefined || _links === undefined ? {} : { _links };
  return { ...answer, body: { ...rest, ...next, value: asList(body["value"]).filter(isKept) } };
}

function resetHeaders(effect: FaultEffect, clock: Date): Readonly<Record<string, string>> {
  if (effect.kind !== "too-many-requests" || effect.resetSeconds === undefined) return {};
  return {
    "x-rate-limit-limit": "600",
    "x-rate-limit-remaining": "0",
    "x-rate-limit-reset": String(Math.ceil(clock.getTime() / 1000) + effect.resetSeconds),
  };
}
