import { describe, expect, it } from "vitest";
import email from "../../../src/alerts/notifiers/email.notifier.ts";
import type { MailMessage } from "../../../src/alerts/notifiers/notifier.ts";
import { sendMail } from "../../../src/alerts/outbox/send-mail.ts";
import { aPost } from "../../support/a-post.ts";
import { httpSink } from "../../support/http-sink.ts";
import { closedUrl } from "../../support/loopback-server.ts";
import { smtpSink } from "../../support/smtp-sink.ts";

function mailTo(host: string, title = "Nia reset all factors of dana@acme.example"): MailMessage {
  const channel = email.open({
    PLUMBLINE_SMTP_URL: `smtp://plumbline:hunter2@${host}`,
    PLUMBLINE_EMAIL_FROM: "plumbline@acme.example",
    PLUMBLINE_EMAIL_TO: "nia@acme.example,secops@acme.example",
  });
  const message = channel({ ...aPost({ title }), id: "post-1" }, new Date("2026-11-23T09:01:00.000Z"));
  if (message.kind !== "mail") throw new Error("not a mail");
  return message;
}

const headersOf = (source: string): string => source.slice(0, source.indexOf("\n\n"));

describe("sending a mail", () => {
  it("hands it to the server, as text and nothing else", async () => {
    const sink = await smtpSink();
    expect(await sendMail(mailTo(sink.host))).toEqual({ kind: "delivered" });
    expect(sink.mails).toMatchObject([
      {
        from: "plumbline@acme.example",
        to: ["nia@acme.example", "secops@acme.example"],
        login: "plumbline:hunter2",
      },
    ]);
    const source = sink.mails[0]?.source ?? "";
    const headers = headersOf(source);
    expect(headers).toMatch(/^Subject: High alert opened: Nia reset all factors of\s+dana@acme\.example$/m);
    expect(headers).toMatch(/^Message-ID: <post-1\.plumbline@acme\.example>$/m);
    expect(headers).toMatch(/^References: <mfa-reset-1\.plumbline@acme\.example>$/m);
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(headers).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
    // Quoted-printable breaks long lines with a = at their end.
    expect(source.replaceAll("=\n", "")).toContain("See:       plumbline alerts show mfa-reset-1");
    expect(source).not.toContain("hunter2");
  });

  it("keeps a name that looks like headers in the subject", async () => {
    const sink = await smtpSink();
    await sendMail(
      mailTo(sink.host, "factors of x\r\nBcc: eve@evil.example\r\n\r\nhello\r\n.\r\nMAIL FROM:<x>"),
    );
    const [mail, second] = sink.mails;
    expect(second).toBeUndefined();
    expect(mail?.to).toEqual(["nia@acme.example", "secops@acme.example"]);
    expect(headersOf(mail?.source ?? "")).not.toMatch(/^Bcc:/im);
    expect(sink.commands.join("\n")).not.toContain("evil");
  });

  it.each([
    ["MAIL", "451 later", { kind: "down", reason: "SMTP EENVELOPE, answer 451" }],
    ["RCPT", "550 nobody of that name", { kind: "refused", reason: "SMTP EENVELOPE, answer 550" }],
    ["DATA", "554 we do not want it", { kind: "refused", reason: "SMTP EENVELOPE, answer 554" }],
    ["AUTH", "535 not hunter2", { kind: "down", reason: "SMTP EAUTH, answer 535" }],
  ])("tells what %s was answered with, %s", async (command, answer, outcome) => {
    const sink = await smtpSink();
    sink.refuse(command, answer);
    expect(await sendMail(mailTo(sink.host))).toMatchObject(outcome);
    expect(sink.mails).toEqual([]);
  });

  it("tells when nobody listens", async () => {
    const { host } = new URL(await closedUrl());
    expect(await sendMail(mailTo(host))).toMatchObject({ kind: "down", reason: "SMTP ESOCKET" });
  });

  it("refuses to speak without TLS to another machine", async () => {
    const sink = await smtpSink();
    const message = mailTo(sink.host);
    const outcome = await sendMail({ ...message, server: { ...message.server, tls: "starttls" } });
    expect(outcome).toMatchObject({ kind: "down", reason: "SMTP ETLS, answer 500" });
    expect(sink.commands.join("\n")).not.toContain("AUTH");
  });

  // It waits for the real five seconds in which a server must greet.
  it("does not wait for a server that says nothing", async () => {
    const silent = await httpSink();
    const outcome = await sendMail(mailTo(new URL(silent.url).host));
    expect(outcome).toMatchObject({ kind: "down", reason: "SMTP ETIMEDOUT" });
  });
});
