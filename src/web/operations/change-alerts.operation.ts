import { z } from "zod";
import { acknowledgeAlerts, noteAlerts, resolveAlerts } from "../../flows/alerts/close-alert.ts";
import { alert } from "../contract/answers.ts";
import { operation } from "../contract/operation.ts";

const changes = { acknowledge: acknowledgeAlerts, note: noteAlerts, resolve: resolveAlerts };

export default operation({
  method: "post",
  path: "/alerts/change",
  id: "changeAlerts",
  summary: "Acknowledges or resolves alerts, or adds a note to them: all of them or none",
  role: "operator",
  params: z.object({}),
  body: z.object({
    ids: z.array(z.string().min(1).max(64)).min(1).max(1000),
    change: z.enum(["acknowledge", "note", "resolve"]),
    note: z.string().max(2000).optional(),
  }),
  answer: z.object({ alerts: z.array(alert).readonly() }),
  async run({ body }, { source, caller, who }) {
    const remark = {
      opened: source.ledger,
      by: who.name,
      ...(body.note === undefined ? {} : { note: body.note }),
    };
    return { alerts: await changes[body.change](body.ids, remark, caller) };
  },
});
