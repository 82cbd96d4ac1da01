import type { Alert } from "../../model/alert.ts";
import type { AlertGuidance } from "../../model/alert-guidance.ts";
import type { DestinationName } from "../../model/alert-names.ts";
import type { Environment } from "../../model/environment.ts";
import type { Secret } from "../../model/secret.ts";

/** A state of an alert that one destination is told once. */
export interface Post {
  /** Of this telling: the same when it is sent again, so that receivers can drop a second one. */
  readonly id: string;
  /** Origin of the org. */
  readonly org: string;
  /** As it was when it came into the state that is told. */
  readonly alert: Alert;
  readonly guidance: AlertGuidance;
}

/** A POST over HTTP. */
export interface HttpMessage {
  readonly kind: "http";
  /** Whoever knows it may post: it is a credential. */
  readonly url: Secret;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The server that takes our mail. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte (port 465), `starttls` or nothing, `none` only on loopback. */
  readonly tls: "implicit" | "starttls" | "none";
  readonly login: { readonly user: string; readonly password: Secret } | null;
}

export interface MailMessage {
  readonly kind: "mail";
  readonly server: MailServer;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** With angle brackets, as in the header. */
  readonly messageId: string;
  /** Key by which mail programs gather messages into one conversation. */
  readonly references: string;
}

export type Message = HttpMessage | MailMessage;

/** Makes the message that tells a post: the same input, the same message. */
export type Channel = (post: Post, at: Date) => Message;

/** One kind of destination (`src/alerts/notifiers/<name>.notifier.ts`). */
export interface Notifier {
  /** Name in `to` of a route of the baseline; equal to the file's name. */
  readonly name: DestinationName;
  /**
   * Reads from the environment where to send, and with what.
   *
   * @throws PlumblineError DESTINATION_MISSING or DESTINATION_INVALID, naming the variable and never its value
   */
  open(env: Environment): Channel;
}
