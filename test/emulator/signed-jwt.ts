import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { JsonObject } from "../../src/emulator/wire/json.ts";

/** A key pair of a service app: the public half as it is registered, and a signer of tokens. */
export interface AppKey {
  readonly jwk: JsonObject;
  jwt(header: JsonObject, claims: JsonObject): string;
}

const curves: Readonly<Record<string, string>> = { ES256: "P-256", ES384: "P-384", ES512: "P-521" };

/** Makes a key for an algorithm such as RS256 or ES512. */
export function makeAppKey(alg: string, kid?: string): AppKey {
  const namedCurve = curves[alg];
  const { privateKey, publicKey } =
    namedCurve === undefined
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve });
  const exported = publicKey.export({ format: "jwk" });
  const jwk: JsonObject = Object.fromEntries(
    Object.entries({ ...exported, ...(kid === undefined ? {} : { kid }) }).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  return { jwk, jwt: (header, claims) => signed(privateKey, alg, { alg, ...header }, claims) };
}

function signed(key: KeyObject, alg: string, header: JsonObject, claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part(header)}.${part(claims)}`;
  const signature = sign(`sha${alg.slice(2)}`, Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}
