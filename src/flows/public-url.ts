import type { Environment } from "../model/environment.ts";
import { PlumblineError } from "../model/errors.ts";
import { originOf } from "../model/origin.ts";

/** Where people reach the page of `plumbline serve`, so that others can lead there. */
export interface PublicUrlOption {
  /** Null: no link leads there. */
  readonly publicUrl?: string | null;
}

const variable = "PLUMBLINE_PUBLIC_URL";

/**
 * The origin of the page: what the option says, else the environment; null where neither does.
 *
 * @throws PlumblineError USAGE
 */
export function publicUrlOf({ publicUrl }: PublicUrlOption, env: Environment): string | null {
  const text = publicUrl === null ? "" : (publicUrl ?? env[variable] ?? "");
  if (text === "") return null;
  const origin = originOf(text);
  if (origin !== null) return origin;
  throw new PlumblineError("USAGE", `${variable} is no address of a page`, {
    remedy: "write an address such as https://plumbline.acme.example, without a path",
  });
}
