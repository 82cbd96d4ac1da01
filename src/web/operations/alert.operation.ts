import { z } from "zod";
import { showAlert } from "../../flows/alerts/show-alert.ts";
import { alert } from "../contract/answers.ts";
import { operation } from "../contract/operation.ts";

const answer = z.object({
  alert,
  guidance: z.object({
    why: z.string(),
    remedy: z.string(),
    closes: z.string(),
    links: z.array(z.object({ label: z.string(), url: z.string() })).readonly(),
  }),
  told: z.array(z.object({ destination: z.string(), state: z.string(), status: z.string() })).readonly(),
});

export default operation({
  method: "get",
  path: "/alerts/{id}",
  id: "alert",
  summary: "One alert: why it matters, what to do, how it closes, who was told",
  role: "viewer",
  params: z.object({ id: z.string().min(1).max(64) }),
  body: null,
  answer,
  async run({ params }, { source, caller }) {
    const {
      alert: found,
      guidance,
      told,
    } = await showAlert(params.id, { opened: source.ledger, publicUrl: null }, caller);
    return {
      alert: found,
      guidance,
      told: told.map(({ destination, state, status }) => ({ destination, state, status })),
    };
  },
});
