import { z } from "zod";
import { addToGroup } from "../../flows/page/add-to-group.ts";
import { groupPlan, groupRequest } from "../contract/group-plan.ts";
import { operation } from "../contract/operation.ts";

export default operation({
  method: "post",
  path: "/enrollment",
  id: "makeEnrollment",
  summary:
    "Adds people to a group whom the plan named, at most as many, with a log that plumbline enroll --undo takes",
  role: "operator",
  params: z.object({}),
  body: z.object({ ...groupRequest, atMost: z.number().int().min(1).max(5000) }),
  answer: groupPlan,
  run: ({ body: { atMost, ...request } }, { baseline, logFolder, caller, alone }) =>
    alone(() => addToGroup({ ...request, baseline, logFolder }, atMost, caller)),
});
