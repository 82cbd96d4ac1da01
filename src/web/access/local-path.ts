/** A path of this page to go on to after a sign-in; the first page for whatever could lead elsewhere. */
export function localPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.length > 2000) return "/";
  // It counts for what a browser makes of it, not for what it looks like.
  const base = "https://here.invalid";
  const url = new URL(wanted, base);
  // `/a/..//elsewhere` is no other host yet, but its path would be one where a browser is sent to it.
  return url.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search : "/";
}
