/** Marks a special value in a deployment, and says that it is a secret (Pulumi's sdk/go/common/resource/sig). */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/**
 * A deployment with the secrets of an export with `--show-secrets` put in the place of their wrappers. One that is
 * encrypted stays an object, which no field that we read may be.
 */
export function openSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openSecrets);
  if (typeof value !== "object" || value === null) return value;
  const fields = new Map<string, unknown>(Object.entries(value));
  const plaintext = fields.get("plaintext");
  if (fields.get(signature) === secret && typeof plaintext === "string") return openedText(plaintext, value);
  return Object.fromEntries([...fields].map(([name, field]) => [name, openSecrets(field)]));
}

/** The plain text is JSON; where it is not, the wrapper stays, and is refused by whoever reads the field. */
function openedText(plaintext: string, wrapped: object): unknown {
  try {
    return JSON.parse(plaintext);
  } catch {
    return wrapped;
  }
}
