import { createHash } from "node:crypto";

/** Namespace of our own, made once at random. */
const namespace = "5b1f0f5a-6f0e-4f0b-9d3e-2a7c1e8d4b60";

/** The UUID of a name: the same name has the same in every document (RFC 9562, version 5). */
export function uuidOf(...name: readonly string[]): string {
  const hash = createHash("sha1").update(Buffer.from(namespace.replaceAll("-", ""), "hex"));
  const bytes = hash.update(JSON.stringify(name)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
