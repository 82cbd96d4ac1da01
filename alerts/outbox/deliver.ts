import type { Timing } from "../../model/timing.ts";
import type { Message } from "../notifiers/notifier.ts";
import type { Outcome } from "./outcome.ts";
import { sendHttp } from "./send-http.ts";
import { sendMail } from "./send-mail.ts";

/** Sends a message the way it goes. @param stop no other attempt once it aborts */
export function deliver(message: Message, timing: Timing, stop: AbortSignal): Promise<Outcome> {
  return message.kind === "http" ? sendHttp(message, timing, stop) : sendMail(message);
}
