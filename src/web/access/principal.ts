/** Rights of somebody: to look, or act as well. */
export const webRoles = ["viewer", "operator"] as const;
export type WebRole = (typeof webRoles)[number];

/** Who asks. */
export interface Principal {
  readonly name: string;
  readonly role: WebRole;
}
