import { z } from "zod";
import { personEvents } from "../../flows/page/person-events.ts";
import { alert } from "../contract/answers.ts";
import { operation } from "../contract/operation.ts";

const event = z.object({
  uuid: z.string(),
  published: z.string(),
  eventType: z.string(),
  message: z.string().nullable(),
  outcome: z.string(),
  actor: alert.shape.actor,
});

export default operation({
  method: "post",
  path: "/people/{id}/events",
  id: "personEvents",
  summary: "Reads from Okta what the System Log has on a person, the latest first",
  role: "operator",
  params: z.object({ id: z.string().min(1).max(64) }),
  body: z.object({}),
  answer: z.object({ events: z.array(event).readonly(), isCut: z.boolean() }),
  run: ({ params }, { caller }) => personEvents(params.id, caller),
});
