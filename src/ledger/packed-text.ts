import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";

/** A long text as it is kept. */
export const packed = (text: string): string => gzipSync(text).toString("base64");

/** The text that was packed. */
export const unpackedText = (body: string): string =>
  gunzipSync(Buffer.from(body, "base64")).toString("utf8");

/** Packs a text that comes in pieces, and holds no more of it at a time. */
export async function packedPieces(pieces: Iterable<string>): Promise<string> {
  const parts: Buffer[] = [];
  await pipeline(pieces, createGzip(), async (zipped: AsyncIterable<Buffer>) => {
    for await (const part of zipped) parts.push(part);
  });
  return Buffer.concat(parts).toString("base64");
}
