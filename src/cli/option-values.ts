import { InvalidArgumentError } from "commander";
import { parseDuration } from "../../policy/schema/duration.ts";
import { closest } from "../../policy/source/closest.ts";
import type { BacktestOver, Since } from "../flows/since.ts";
import type { Address } from "../flows/watch/hook-listening.ts";
import { originOf } from "../model/origin.ts";

/** Milliseconds of `30s`, `30m` or `2h`. */
export function durationValue(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === null || milliseconds === 0) {
    throw new InvalidArgumentError("Write a duration such as 30s, 30m or 2h.");
  }
  return milliseconds;
}

// A day, or a moment with its offset: a time without one would mean another moment on another machine.
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A moment in ISO 8601; a day alone is its first moment, UTC. */
export function timeValue(text: string): Date {
  const time = new Date(text);
  // Date takes 30 February for 2 March.
  const isDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10)) ?? false;
  if (!moment.test(text) || Number.isNaN(time.getTime()) || !isDay) {
    throw new InvalidArgumentError("Write a time such as 2026-11-23T09:00:00Z, or a day such as 2026-11-23.");
  }
  return time;
}

/** A moment, or a duration that ends now. */
export function sinceValue(text: string): Since {
  const agoMs = parseDuration(text);
  if (agoMs !== null && agoMs > 0) return { agoMs };
  if (moment.test(text)) return { at: timeValue(text) };
  throw new InvalidArgumentError(
    "Write a duration such as 7d or 12h, or a time such as 2026-11-23T09:00:00Z.",
  );
}

/** A time as `sinceValue` reads it; everything else is a file. */
export function backtestValue(text: string): BacktestOver {
  if (text === "") throw new InvalidArgumentError("Write a duration such as 30d, or a file.");
  const isTime = moment.test(text) || parseDuration(text) !== null;
  return isTime ? sinceValue(text) : { file: text };
}

/** A share above 0 and up to 1, written `50%` or `0.5`. */
export function shareValue(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const share = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError("Write a share such as 50% or 0.5, above 0 and at most 100%.");
}

/** `https://acme.example` or `http://localhost:8090`: an address without path, query and credentials. */
export function originValue(text: string): string {
  const origin = originOf(text);
  if (origin !== null) return origin;
  throw new InvalidArgumentError("Write an address such as https://acme.example, without a path.");
}

/** The value of a repeatable flag that nobody gave. */
export const none: readonly string[] = [];

/** A text, after those given before. */
export const textsValue = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** Ids between commas, after those given before. */
export function idsValue(text: string, before: readonly string[]): readonly string[] {
  const ids = text.split(",").map((id) => id.trim());
  if (ids.some((id) => id === "")) throw new InvalidArgumentError("Write ids with commas between them.");
  return [...before, ...ids];
}

/** Words of a closed list between commas, after those given before. */
export function wordsValue<Word extends string>(
  choices: readonly Word[],
): (text: string, before: readonly Word[]) => readonly Word[] {
  return (text, before) => {
    const wanted = idsValue(text, []);
    const unknown = wanted.find((word) => !choices.some((choice) => choice === word));
    if (unknown === undefined) return [...before, ...choices.filter((choice) => wanted.includes(choice))];
    const meant = closest(unknown, choices);
    const hint = meant === null ? "" : `Did you mean ${meant}? `;
    throw new InvalidArgumentError(`${hint}Choose from ${choices.join(", ")}.`);
  };
}

/** A whole number from `least` to `most`. */
export function numberValue(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };
}

/** `127.0.0.1:8787`, `hooks.internal:8787` or `[::1]:8787`; port 0 takes a free one. */
export function addressValue(text: string): Address {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new InvalidArgumentError("Write a host and a port such as 127.0.0.1:8787 or [::1]:8787.");
}
