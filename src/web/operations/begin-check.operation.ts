import { z } from "zod";
import { operation } from "../contract/operation.ts";

export default operation({
  method: "post",
  path: "/checks",
  id: "beginCheck",
  summary: "Begins a check of the org, and does not wait for its end: /checks/events tells how it goes",
  role: "operator",
  params: z.object({}),
  body: z.object({}),
  answer: z.object({ state: z.string() }),
  run: async (_, { checks, who }) => {
    checks.begin(who.name);
    return { state: checks.state().state };
  },
});
