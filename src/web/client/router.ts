import { useEffect, useState } from "preact/hooks";

const moved = "plumbline:moved";

/** Goes to an address of the page. `replace`: without a step back to where one was, as while typing. */
export function go(address: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event(moved));
  if (!replace) scrollTo(0, 0);
}

const here = (): string => location.pathname + location.search;

/** The address, which holds all that is chosen on a page. */
export function useAddress(): URL {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const update = () => setAddress(here());
    addEventListener(moved, update);
    addEventListener("popstate", update);
    return () => {
      removeEventListener(moved, update);
      removeEventListener("popstate", update);
    };
  }, []);
  return new URL(address, location.origin);
}

/** Follows links within the page without loading it anew; every other link is the browser's. */
export function followLinks(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
  if (link.pathname.startsWith("/api/")) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
