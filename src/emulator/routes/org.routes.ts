import { ok, type Route } from "../call/api-call.ts";

/** `/.well-known/okta-organization` tells the engine and needs no authentication (okta-api 0.1). */
export const orgRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/.well-known/okta-organization",
    scope: null,
    handle: ({ org, baseUrl }) =>
      ok({
        id: org.initial.org.id,
        cell: org.initial.org.cell,
        pipeline: org.initial.engine === "identity" ? "idx" : "v1",
        settings: {
          analyticsCollectionEnabled: false,
          bugReportingEnabled: true,
          omEnabled: false,
          pssoEnabled: false,
          desktopMFAEnabled: false,
          itpEnabled: false,
        },
        _links: { organization: { href: baseUrl } },
      }),
  },
];
