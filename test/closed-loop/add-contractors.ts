import { adminConsole } from "./admin-console.ts";

/** Puts Acme's contractors in MFA Required, as whoever makes their accounts does: no group rule is for them. */
export async function addContractors(org: { readonly url: string; readonly token: string }): Promise<void> {
  const console = adminConsole(org);
  const group = await console.group("MFA Required");
  for (const { id } of await console.list(`${await console.group("Contractors")}/users`)) {
    await console.send("PUT", `${group}/users/${id}`);
  }
}
