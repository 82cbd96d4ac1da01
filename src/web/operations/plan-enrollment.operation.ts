import { z } from "zod";
import { addToGroup } from "../../flows/page/add-to-group.ts";
import { groupPlan, groupRequest } from "../contract/group-plan.ts";
import { operation } from "../contract/operation.ts";

export default operation({
  method: "post",
  path: "/enrollment/plan",
  id: "planEnrollment",
  summary: "Says who of some people would be added to a group, and who not, and changes nothing",
  role: "operator",
  params: z.object({}),
  body: z.object(groupRequest),
  answer: groupPlan,
  run: ({ body }, { baseline, logFolder, caller, alone }) =>
    alone(() => addToGroup({ ...body, baseline, logFolder }, null, caller)),
});
