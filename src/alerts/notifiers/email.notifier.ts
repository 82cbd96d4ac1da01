import { isLoopback } from "../../model/loopback.ts";
import { Secret } from "../../model/secret.ts";
import type { Channel, MailMessage, MailServer, Notifier, Post } from "./notifier.ts";
import { clipped, postText } from "./post-text.ts";
import { invalidVariable, requiredVariables } from "./read-variable.ts";

const names = ["PLUMBLINE_SMTP_URL", "PLUMBLINE_EMAIL_FROM", "PLUMBLINE_EMAIL_TO"] as const;

/** `smtps://` is TLS from the start, `smtp://` becomes TLS by STARTTLS, which must be there unless on loopback. */
function mailServer(value: string): MailServer {
  if (!URL.canParse(value)) throw invalidVariable(names[0], "is not a URL");
  const { protocol, hostname, port, username, password, search, pathname } = new URL(value);
  if (protocol !== "smtp:" && protocol !== "smtps:") {
    throw invalidVariable(names[0], "must begin with smtps:// or smtp://");
  }
  if (hostname === "" || search !== "" || pathname.replace("/", "") !== "") {
    throw invalidVariable(names[0], "must be smtps://user:password@host:port and nothing more");
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const isImplicit = protocol === "smtps:";
  return {
    host,
    port: port === "" ? (isImplicit ? 465 : 587) : Number(port),
    tls: isImplicit ? "implicit" : isLoopback(host) ? "none" : "starttls",
    login: username === "" ? null : { user: decoded(username), password: new Secret(decoded(password)) },
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidVariable(names[0], "has a % in its user name or password that must be written %25");
  }
}

const address = /^[^\s@<>,;"()[\]\\]+@[^\s@<>,;"()[\]\\]+$/;

function addresses(name: string, value: string): readonly [string, ...string[]] {
  const [first, ...rest] = value.split(",").map((one) => one.trim());
  if (first === undefined || ![first, ...rest].every((one) => address.test(one))) {
    throw invalidVariable(name, "must be addresses like nia@acme.example, with commas between");
  }
  return [first, ...rest];
}

interface Envelope {
  readonly server: MailServer;
  readonly from: string;
  readonly to: readonly string[];
}

/** Plain text, so that nothing in a name is obeyed; every text of it is on one line. */
function mailMessage(post: Post, envelope: Envelope): MailMessage {
  const { headline, title, advice, rows, links } = postText(post);
  const domain = envelope.from.split("@")[1] ?? "plumbline.invalid";
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`);
  const parts = [
    [headline],
    [title],
    ...advice.map(([name, value]) => [`${name}:`, value]),
    lines,
    links.map(({ label, url }) => `${label}: ${url}`),
  ];
  return {
    kind: "mail",
    ...envelope,
    subject: clipped(`${headline}: ${title}`, 200),
    text: `${parts
      .filter((part) => part.length > 0)
      .map((part) => part.join("\n"))
      .join("\n\n")}\n`,
    messageId: `<${post.id}.plumbline@${domain}>`,
    references: `<${post.alert.id}.plumbline@${domain}>`,
  };
}

const email: Notifier = {
  name: "email",
  open(env): Channel {
    const values = requiredVariables(env, names);
    const [from, another] = addresses(names[1], values.PLUMBLINE_EMAIL_FROM);
    if (another !== undefined) throw invalidVariable(names[1], "must be one address");
    const to = addresses(names[2], values.PLUMBLINE_EMAIL_TO);
    const envelope = { server: mailServer(values.PLUMBLINE_SMTP_URL), from, to };
    return (post) => mailMessage(post, envelope);
  },
};

export default email;
