import { z } from "zod";
import { packageVersion } from "../../flows/catalogue/package-root.ts";
import { webRoles } from "../access/principal.ts";
import { operation } from "../contract/operation.ts";

export default operation({
  method: "get",
  path: "/session",
  id: "session",
  summary: "Who is asking, what they may do, and of which org the page is",
  role: "viewer",
  params: z.object({}),
  body: null,
  answer: z.object({
    name: z.string(),
    role: z.enum(webRoles),
    readOnly: z.boolean(),
    signsIn: z.boolean(),
    org: z.string(),
    version: z.string(),
    tables: z.array(z.object({ name: z.string(), title: z.string() })).readonly(),
  }),
  run: async (_, { who, readOnly, signsIn, source, tables }) => ({
    ...who,
    readOnly,
    signsIn,
    org: source.org,
    version: packageVersion(),
    tables: tables.map(({ name, title }) => ({ name, title })),
  }),
});
