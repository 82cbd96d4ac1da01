import { randomBytes } from "node:crypto";
import type { EventHook } from "../state/event-hook.ts";
import type { Json } from "../wire/json.ts";

/** Okta waits so long, and asks once more after an error or a timeout (okta-api 9). */
const timeoutMs = 3_000;
const attempts = 2;

interface Answer {
  readonly status: number;
  readonly text: string;
}

function headersOf({ headers, auth }: EventHook): Record<string, string> {
  const all = [...headers, ...(auth === null ? [] : [auth])];
  return Object.fromEntries(all.filter(({ key }) => key !== "").map(({ key, value }) => [key, value]));
}

/** Calls a hook; null when no answer came, or one that cannot be used. */
async function call(hook: EventHook, init: RequestInit, ended: AbortSignal): Promise<Answer | null> {
  for (let attempt = 1; attempt <= attempts && !ended.aborted; attempt += 1) {
    const answer = await callOnce(hook, init, ended);
    // An answer in the four hundreds is final (okta-api 9).
    if (answer !== null && answer.status < 500) return answer;
  }
  return null;
}

async function callOnce(hook: EventHook, init: RequestInit, ended: AbortSignal): Promise<Answer | null> {
  try {
    const response = await fetch(hook.uri, {
      ...init,
      headers: { ...headersOf(hook), accept: "application/json", ...init.headers },
      redirect: "manual",
      signal: AbortSignal.any([ended, AbortSignal.timeout(timeoutMs)]),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

/** Whether the other side of a hook gives back the challenge that it is sent. */
export async function verifyHook(hook: EventHook, ended: AbortSignal): Promise<boolean> {
  const challenge = randomBytes(30).toString("base64url");
  const headers = { "x-okta-verification-challenge": challenge };
  const answer = await call(hook, { method: "GET", headers }, ended);
  if (answer?.status !== 200) return false;
  try {
    const body: unknown = JSON.parse(answer.text);
    return typeof body === "object" && body !== null && "verification" in body
      ? body.verification === challenge
      : false;
  } catch {
    return false;
  }
}

/** Whether a hook took a delivery. */
export async function deliverToHook(hook: EventHook, delivery: Json, ended: AbortSignal): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(delivery) };
  const answer = await call(hook, init, ended);
  return answer !== null && answer.status >= 200 && answer.status < 300;
}
