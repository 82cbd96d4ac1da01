import type { AlertActor } from "./alert.ts";

/** `2026-11-23 09:00 UTC`. @param time ISO 8601, UTC */
export const toTheMinute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

/** `nia@acme.example (User), through admin console, from 192.0.2.7, Norway`; how it was done is not known of nobody. */
export function actorText({ name, type, via, ip, country }: AlertActor): string {
  const where = [ip, country].filter((one) => one !== null).join(", ");
  const how = type === "unknown" ? "" : ` (${type}), through ${via}`;
  return `${name}${how}${where === "" ? "" : `, from ${where}`}`;
}
