import { once } from "../live/once.ts";

/** Remembers the answer to each question of two parts. */
export function onceOfTwo<One, Other, Answer>(
  answer: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  const of = once((one: One) => once((other: Other) => answer(one, other)));
  return (one, other) => of(one)(other);
}
