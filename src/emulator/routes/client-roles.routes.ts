import { ok, param, type Route } from "../call/api-call.ts";
import { roleLabel } from "../people/role-labels.ts";
import { notFound } from "../wire/api-failure.ts";

/** Admin roles of a service app, which are its `roles` in the state (Okta's Client Role Assignments API). */
export const clientRoleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/oauth2/v1/clients/{clientId}/roles",
    scope: "okta.roles.read",
    handle: (call) => {
      const clientId = param(call, "clientId");
      const app = call.org.initial.serviceApps.find((one) => one.clientId === clientId);
      if (app === undefined) throw notFound(clientId, "OAuth2AppInstance");
      return ok(
        app.roles.map((name) => {
          const custom = call.org.initial.customRoles.find(({ id }) => id === name);
          return {
            id: `ra1${clientId}${name}`,
            label: custom?.label ?? roleLabel(name),
            type: custom === undefined ? name : "CUSTOM",
            ...(custom === undefined ? {} : { role: custom.id }),
            status: "ACTIVE",
            assignmentType: "CLIENT",
          };
        }),
      );
    },
  },
];
