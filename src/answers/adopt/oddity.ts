/** Something live that looks accidental, or that a baseline cannot say: for people to look at. */
export interface Oddity {
  readonly kind: "group" | "group-rule" | "policy" | "rule" | "authenticator" | "people" | "app";
  readonly subject: string;
  readonly id: string | null;
  /** A clause without a full stop. */
  readonly words: string;
}
