import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the tiny server saw it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Which request to this path it is, from 1. */
  readonly nth: number;
  /** The server's own address. */
  readonly url: string;
}

export interface Reply {
  readonly status?: number;
  /** Anything but a string is sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Drops the connection before an answer or in the middle of its body, or says nothing and keeps it. */
  readonly cut?: "before" | "middle" | "silence";
}

/** Answer of a path; undefined leaves it to the small org below. */
export type Answer = (asked: Asked) => Reply | undefined;

export interface TinyOkta {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** How often each path was asked, as in `/api/v1/users?filter=…`. */
  paths(): readonly string[];
  close(): Promise<void>;
}

const user = (id: string, login: string) => ({ id, status: "ACTIVE", profile: { login } });
const rule = (id: string) => ({
  id,
  name: "Enroll at sign-in",
  status: "ACTIVE",
  priority: 1,
  actions: { enroll: { self: "CHALLENGE" } },
});
const policy = (id: string, name: string, priority: number, group: string) => ({
  id,
  name,
  type: "MFA_ENROLL",
  status: "ACTIVE",
  priority,
  system: name === "Default Policy",
  conditions: { people: { groups: { include: [group] } } },
  settings: { authenticators: [{ key: "webauthn", enroll: { self: "REQUIRED" } }] },
});

const nia = user("00uNia", "nia@acme.example");
const omar = user("00uOmar", "omar@acme.example");
const dana = user("00uDana", "dana@acme.example");
const security = { type: "security_key", key: "webauthn", status: "ACTIVE" };

/** Three people, two policies: enough for every endpoint to have something to say. */
const smallOrg: Readonly<Record<string, unknown>> = {
  "/.well-known/okta-organization": { id: "00oAcme", pipeline: "idx" },
  "/api/v1/users": [nia, omar, dana],
  "/api/v1/groups": [
    { id: "00gEveryone", type: "BUILT_IN", profile: { name: "Everyone" } },
    { id: "00gMfa", type: "OKTA_GROUP", profile: { name: "MFA Required" } },
    { id: "00gAdmins", type: "OKTA_GROUP", profile: { name: "MFA Admins" } },
  ],
  "/api/v1/groups/rules": [],
  "/api/v1/groups/00gMfa/users": [nia, omar, dana],
  "/api/v1/groups/00gAdmins/users": [nia],
  "/api/v1/groups/00gMfa/roles": [],
  "/api/v1/groups/00gAdmins/roles": [{ id: "ra1", type: "ORG_ADMIN", status: "ACTIVE" }],
  "/api/v1/policies": [
    policy("00pDefault", "Default Policy", 2, "00gEveryone"),
    policy("00pMfa", "MFA required", 1, "00gMfa"),
  ],
  "/api/v1/policies/00pMfa/rules": [rule("0prMfa")],
  "/api/v1/policies/00pDefault/rules": [rule("0prDefault")],
  "/api/v1/authenticators": [{ id: "autWeb", key: "webauthn", name: "FIDO2", status: "ACTIVE" }],
  "/api/v1/zones": [{ id: "nzoCorp", name: "Corp", status: "ACTIVE" }],
  "/api/v1/iam/assignees/users": { value: [{ id: "00uNia" }] },
  "/api/v1/users/00uNia/roles": [
    { id: "ra2", type: "SUPER_ADMIN", status: "ACTIVE" },
    { id: "ra3", type: "APP_ADMIN", status: "INACTIVE" },
  ],
  "/api/v1/apps": [
    { id: "0oaPay", label: "Payroll" },
    { id: "0oaWiki", label: "Wiki" },
  ],
  "/api/v1/apps/0oaPay/users": [nia],
  "/api/v1/apps/0oaPay/groups": [{ id: "00gAdmins" }],
  ...Object.fromEntries(
    [nia, omar, dana].flatMap(({ id }) => [
      [`/api/v1/users/${id}`, user(id, `${id}@acme.example`)],
      [`/api/v1/users/${id}/authenticator-enrollments`, [security]],
      [`/api/v1/users/${id}/factors`, [{ factorType: "webauthn", provider: "FIDO", status: "ACTIVE" }]],
    ]),
  ),
};

function ownAnswer({ path, query }: Asked): Reply {
  if (query.has("filter")) return { body: [] };
  return Object.hasOwn(smallOrg, path)
    ? { body: smallOrg[path] }
    : {
        status: 404,
        body: { errorCode: "E0000007", errorSummary: `Not found: Resource not found: ${path}` },
      };
}

function writeReply(reply: Reply, outgoing: ServerResponse): void {
  if (reply.cut === "before") {
    outgoing.destroy();
    return;
  }
  if (reply.cut === "silence") return;
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    outgoing.setHeader(name, typeof value === "string" ? value : [...value]);
  }
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body ?? {});
  outgoing.statusCode = reply.status ?? 200;
  if (reply.cut === undefined) {
    outgoing.end(text);
    return;
  }
  outgoing.setHeader("content-length", String(text.length + 100));
  outgoing.write(text, () => outgoing.destroy());
}

/** An Okta of a dozen lines on a real socket, whose every answer a test can replace. */
export async function startTinyOkta(answer: Answer = () => undefined): Promise<TinyOkta> {
  const asked: Asked[] = [];
  const seen = new Map<string, number>();
  let url = "";
  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? "/", url);
    const nth = (seen.get(path) ?? 0) + 1;
    seen.set(path, nth);
    const request = { method: incoming.method ?? "", path, query, headers: incoming.headers, body, nth, url };
    asked.push(request);
    const reply = answer(request) ?? ownAnswer(request);
    writeReply(reply, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    paths: () => asked.map(({ path, query }) => (query.size === 0 ? path : `${path}?${query}`)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
