import { InvalidArgumentError } from "commander";
import { PlumblineError } from "../model/errors.ts";
import type { Terminal } from "./terminal.ts";

/** A question with the answer that Enter gives. */
export interface Question {
  readonly words: string;
  readonly usual: string;
  /** Takes the answer; throws commander's InvalidArgumentError where it means nothing. */
  readonly take: (answer: string) => void;
}

const mostTries = 3;

/**
 * Asks one question after another, each until its answer means something.
 *
 * @throws PlumblineError INTERRUPTED at the end of the input, USAGE after three answers that mean nothing
 */
export async function askAll(
  questions: readonly Question[],
  ask: NonNullable<Terminal["ask"]>,
  tell: (text: string) => void,
): Promise<void> {
  for (const question of questions) await askOne(question, ask, tell);
}

async function askOne(
  { words, usual, take }: Question,
  ask: NonNullable<Terminal["ask"]>,
  tell: (text: string) => void,
): Promise<void> {
  let why = "";
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await ask(`${words} [${usual}] `);
    if (answer === null) {
      throw new PlumblineError(
        "INTERRUPTED",
        "stopped before the questions were answered; nothing was read",
        {
          remedy: "run it again, or with --yes, which takes every default",
        },
      );
    }
    try {
      take(answer.trim() === "" ? usual : answer.trim());
      return;
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      why = error.message;
      tell(`${why}\n`);
    }
  }
  throw new PlumblineError("USAGE", `no answer to "${words}" that means something`, {
    remedy: `${why} The flags say the same without questions: plumbline adopt --help`,
  });
}
