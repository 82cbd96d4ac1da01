import type { HttpBindings } from "@hono/node-server";
import type { Principal } from "../access/principal.ts";

/** Values that hono carries through a request. */
export interface WebEnv {
  Bindings: HttpBindings;
  Variables: { who: Principal };
}
