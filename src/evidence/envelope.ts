import { z } from "zod";
import { jsonText } from "../report/text/json-text.ts";
import { jsonIn, toBytes, toText } from "./bundle-files.ts";
import type { SigningKey } from "./keys.ts";
import { payloadType } from "./statement.ts";

/** A statement with its signature, as a DSSE envelope carries them. */
export interface Envelope {
  readonly statement: Uint8Array;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/**
 * Bytes that are signed: DSSE's pre-authentication encoding (secure-systems-lab/dsse, protocol.md),
 * `"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, with lengths in bytes, written in decimal.
 */
export function preAuthenticationEncoding(type: string, body: Uint8Array): Uint8Array {
  const head = toBytes(`DSSEv1 ${toBytes(type).byteLength} ${type} ${body.byteLength} `);
  return Buffer.concat([head, body]);
}

/** The statement signed, as a DSSE envelope in JSON. */
export function sealedText(statement: Uint8Array, key: SigningKey): string {
  const signature = key.sign(preAuthenticationEncoding(payloadType, statement));
  return envelopeText({ statement, keyId: key.id, signature });
}

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

const envelopeText = ({ statement, keyId, signature }: Envelope): string =>
  jsonText({
    payload: inBase64(statement),
    payloadType,
    signatures: [{ keyid: keyId, sig: inBase64(signature) }],
  });

const envelopeSchema = z.strictObject({
  payload: z.string(),
  payloadType: z.literal(payloadType),
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.string() })]),
});

/** Reads an envelope; null unless these are the very bytes that it is written as. */
export function openEnvelope(bytes: Uint8Array): Envelope | null {
  const text = toText(bytes);
  const parsed = envelopeSchema.safeParse(text === null ? null : jsonIn(text));
  if (!parsed.success) return null;
  const { payload, signatures } = parsed.data;
  const [{ keyid, sig }] = signatures;
  const envelope: Envelope = {
    statement: Buffer.from(payload, "base64"),
    keyId: keyid,
    signature: Buffer.from(sig, "base64"),
  };
  return envelopeText(envelope) === text ? envelope : null;
}
