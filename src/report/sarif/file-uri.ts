import { inertText } from "../../model/inert-text.ts";

/** Relative to wherever the file lies; an absolute path as a URI of its own. */
export function fileUri(file: string): string {
  const path = inertText(file).split("/").map(encodeURIComponent).join("/");
  if (file.startsWith("/")) return `file://${path}`;
  return /^[A-Za-z]:\//.test(file) ? `file:///${path}` : path;
}
