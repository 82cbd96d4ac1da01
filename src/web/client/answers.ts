import type { WebRole } from "../access/principal.ts";

/** The answer of /api/v1/session. */
export interface Session {
  readonly name: string;
  readonly role: WebRole;
  readonly readOnly: boolean;
  /** People sign in, and out. */
  readonly signsIn: boolean;
  readonly org: string;
  readonly version: string;
  readonly tables: readonly { readonly name: string; readonly title: string }[];
}
