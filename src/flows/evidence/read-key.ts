import { readFile } from "node:fs/promises";
import {
  passphraseVariable,
  type SigningKey,
  signingKey,
  type VerifyingKey,
  verifyingKey,
} from "../../evidence/keys.ts";
import type { Environment } from "../../model/environment.ts";
import { errorCodeWords } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";

/** Reads the private key of a file. Throws KEY_INVALID. */
export async function readSigningKey(file: string, env: Environment): Promise<SigningKey> {
  return signingKey(await textOf(file), file, env[passphraseVariable]);
}

/** Reads the public key of a file. Throws KEY_INVALID. */
export async function readVerifyingKey(file: string): Promise<VerifyingKey> {
  return verifyingKey(await textOf(file), file);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new PlumblineError("KEY_INVALID", `cannot read the key ${file} (${errorCodeWords(cause)})`, {
      remedy: "name a file with a key in PEM",
      cause,
    });
  }
}
