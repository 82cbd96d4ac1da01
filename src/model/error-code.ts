/** The code that an error carries, as Node's and the drivers' do (`ENOENT`); empty where it carries none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The same, in words: for what cannot be read or written. */
export const errorCodeWords = (error: unknown): string => errorCode(error) || "unknown error";
