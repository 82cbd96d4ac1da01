import type { Message } from "../notifiers/notifier.ts";
import type { Outcome } from "./outcome.ts";
import { type HttpSending, sendHttp } from "./send-http.ts";
import { sendMail } from "./send-mail.ts";

/** Sends a message the way it goes. */
export function deliver(message: Message, sending: HttpSending): Promise<Outcome> {
  return message.kind === "http" ? sendHttp(message, sending) : sendMail(message);
}
