import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A mail as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, lines ended by LF, dots unstuffed. */
  readonly source: string;
  /** Login of the client, as `user:password`; null when it did not. */
  readonly login: string | null;
}

export interface SmtpSink {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly mails: readonly TakenMail[];
  /** Every command, in order. */
  readonly commands: readonly string[];
  /** Answers this to a command from now on, in place of what is usual. */
  refuse(command: string, answer: string): void;
}

interface Session {
  from: string;
  to: string[];
  login: string | null;
  data: string[] | null;
}

/** An SMTP server that takes everything (RFC 5321), until the test ends. */
export async function smtpSink(): Promise<SmtpSink> {
  const mails: TakenMail[] = [];
  const commands: string[] = [];
  const refusals = new Map<string, string>();
  const sockets = new Set<Socket>();

  const answerTo = (line: string, session: Session): string => {
    const command = line.slice(0, 4).toUpperCase();
    const refusal = refusals.get(command);
    if (refusal !== undefined) return refusal;
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    switch (command) {
      case "EHLO":
        return "250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME";
      case "AUTH":
        session.login = Buffer.from(line.split(" ")[2] ?? "", "base64")
          .toString("utf8")
          .replace(/^\0/, "")
          .replace("\0", ":");
        return "235 welcome";
      case "MAIL":
        session.from = address;
        return "250 ok";
      case "RCPT":
        session.to.push(address);
        return "250 ok";
      case "DATA":
        session.data = [];
        return "354 go on";
      case "QUIT":
        return "221 bye";
      case "RSET":
        return "250 ok";
      default:
        return "500 what?";
    }
  };

  const takeLine = (line: string, session: Session, socket: Socket): void => {
    if (session.data === null) {
      commands.push(line);
      socket.write(`${answerTo(line, session)}\r\n`);
      return;
    }
    if (line !== ".") {
      session.data.push(line.replace(/^\./, ""));
      return;
    }
    const { from, to, login, data } = session;
    mails.push({ from, to: [...to], source: data.join("\n"), login });
    session.data = null;
    socket.write("250 taken\r\n");
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const session: Session = { from: "", to: [], login: null, data: null };
    let rest = "";
    socket.write("220 sink\r\n");
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("utf8")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) takeLine(line, session, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    host: `127.0.0.1:${port}`,
    mails,
    commands,
    refuse: (command, answer) => refusals.set(command, answer),
  };
}
