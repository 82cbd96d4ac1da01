import { z } from "zod";

const texts = z.array(z.string()).readonly();
const user = z.object({ id: z.string().nullable(), login: z.string() });

/** Outcome for people who are to be added to a group, or the one that a plan foresees. */
export const groupPlan = z.object({
  additions: z
    .array(
      z.object({
        user: z.object({ id: z.string(), login: z.string() }),
        requirements: texts,
        status: z.string(),
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
  refused: z
    .array(
      z.object({
        reason: z.string(),
        message: z.string(),
        alternative: z.string(),
        people: z.array(user).readonly(),
      }),
    )
    .readonly(),
  leftOut: z.array(z.object({ user, why: z.string(), until: z.string().nullable() })).readonly(),
  notAsked: texts,
  uncertainties: texts,
  log: z.string().nullable(),
});

/** People who are chosen, by id, and a group by name. */
export const groupRequest = {
  people: z.array(z.string().min(1).max(64)).min(1).max(5000),
  group: z.string().min(1).max(300),
};
