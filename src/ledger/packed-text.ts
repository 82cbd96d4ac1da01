import { gunzipSync, gzipSync } from "node:zlib";

/** A long text as it is kept. */
export const packed = (text: string): string => gzipSync(text).toString("base64");

/** The text that was packed. */
export const unpackedText = (body: string): string =>
  gunzipSync(Buffer.from(body, "base64")).toString("utf8");
