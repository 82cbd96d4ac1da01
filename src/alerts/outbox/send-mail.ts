import { errorCode } from "../../model/error-code.ts";
import type { MailMessage } from "../notifiers/notifier.ts";
import { notDelivered, type Outcome } from "./outcome.ts";

/** For the connection, for the greeting, and for every answer after. */
const answerMs = 5_000;
/** For all of it, however slowly the server speaks. */
const mailMs = 8_000;

/** Hands a mail to its server, once. */
export async function sendMail(message: MailMessage): Promise<Outcome> {
  const { createTransport } = await import("nodemailer");
  const { server, from, to, subject, text, messageId, references } = message;
  const { host, port, tls, login } = server;
  const transport = createTransport({
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password.reveal() } }),
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: answerMs,
    dnsTimeout: answerMs,
    // Quotes in a mail come from the org: nothing in it may name a file or a URL to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const late = new Promise<never>((_, reject) => {
    const timeout = AbortSignal.timeout(mailMs);
    timeout.addEventListener("abort", () => reject(timeout.reason), { once: true });
  });
  const sending = transport.sendMail({
    from,
    to: [...to],
    subject,
    text,
    messageId,
    references,
    inReplyTo: references,
    // RFC 3834: no vacation reply, please.
    headers: { "auto-submitted": "auto-generated" },
  });
  // Whoever loses the race must not be an unhandled rejection.
  for (const one of [sending, late]) one.catch(() => {});
  try {
    await Promise.race([sending, late]);
    return { kind: "delivered" };
  } catch (error) {
    return judge(error);
  } finally {
    transport.close();
  }
}

/** A 5xx to the message or its recipients is about them; to the login, and anything else, about the server. */
function judge(error: unknown): Outcome {
  const code = errorCode(error) || "ETIMEDOUT";
  const answer = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
  const isOfMessage = answer >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
  const reason = answer === 0 ? `SMTP ${code}` : `SMTP ${code}, answer ${answer}`;
  return notDelivered(isOfMessage ? "refused" : "down", reason);
}
