import { InvalidArgumentError } from "commander";
import { parseDuration } from "../../policy/schema/duration.ts";
import type { ProofOptions } from "../flows/proof/proof-context.ts";
import { PlumblineError } from "../model/errors.ts";
import { type CommandWith, type Flags, Option } from "./commander.ts";
import { shareValue } from "./option-values.ts";

/** Milliseconds of `30d` or `12h`; 0 is none. */
function ageValue(text: string): number {
  const age = parseDuration(text);
  if (age !== null) return age;
  throw new InvalidArgumentError("Write a duration such as 30d or 12h, or 0 to read everybody.");
}

/** Adds the flags by which checks may use what earlier ones read. */
export function addMemoryOptions<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
) {
  return command
    .addOption(
      new Option(
        "--max-proof-age <duration>",
        "read again only who may have changed, and whoever was read longer ago than 30d, 12h; needs a ledger",
      )
        .argParser(ageValue)
        .default(0, "0: everybody is read"),
    )
    .addOption(
      new Option(
        "--request-share <share>",
        "with --max-proof-age: the most requests, of what reading everybody takes; whom they do not reach is unknown",
      ).argParser(shareValue),
    );
}

/** A report of one org, so for a check of one org only. */
export const seedReportOption = () =>
  new Option(
    "--seed-report <file>",
    "read first whom this export of the console's MFA Usage report calls weak; it makes nobody in line",
  );

/** Flags of a check that bear on its memory. */
interface MemoryFlags {
  readonly maxProofAge: number;
  readonly requestShare?: number;
  readonly seedReport?: string;
  readonly snapshot?: string;
}

/**
 * How memory may stand for reading; null: not at all.
 *
 * @throws PlumblineError USAGE where a flag would mean nothing
 */
export function memoryAsked({
  maxProofAge,
  requestShare,
  seedReport,
  snapshot,
}: MemoryFlags): ProofOptions | null {
  if (seedReport !== undefined && snapshot !== undefined) {
    throw new PlumblineError(
      "USAGE",
      "--seed-report orders the reading of a live org, and --snapshot reads none",
      {
        remedy: "leave out one of the two",
      },
    );
  }
  if (maxProofAge === 0) {
    if (requestShare === undefined) return null;
    throw new PlumblineError(
      "USAGE",
      "--request-share bounds a check that remembers, and this one does not",
      {
        remedy: "add --max-proof-age 30d, or leave --request-share out",
      },
    );
  }
  if (snapshot !== undefined) {
    throw new PlumblineError(
      "USAGE",
      "--max-proof-age is about reading a live org, and --snapshot reads none",
      {
        remedy: "leave out one of the two",
      },
    );
  }
  const bound = requestShare === undefined ? {} : { requestShare };
  return { maxProofAge, ...bound, random: Math.random };
}
