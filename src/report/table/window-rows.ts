import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import { options } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";

const rowHeight = 54;

/** A printed table is cut there: the rest is a number. */
export const mostPrinted = 2000;

/** Keeps the rows in the document that are near the window, however many there are. */
export function useWindowRows(count: number, top: () => number) {
  const [, render] = useReducer((turn: number) => turn + 1, 0);
  const settings = {
    count,
    getScrollElement: () => window,
    estimateSize: () => rowHeight,
    overscan: 15,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    scrollMargin: top(),
    onChange: () => render(0),
  };
  const kept = useRef<Virtualizer<Window, Element> | null>(null);
  kept.current ??= new Virtualizer<Window, Element>(settings);
  const virtualizer = kept.current;
  virtualizer.setOptions(settings);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}

/** Renders before it returns: a browser prints what is there when the event ends. */
function atOnce(change: () => void): void {
  const { debounceRendering } = options;
  options.debounceRendering = (render) => render();
  change();
  if (debounceRendering === undefined) delete options.debounceRendering;
  else options.debounceRendering = debounceRendering;
}

/** Whether the page is being printed. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => atOnce(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return isPrinting;
}
