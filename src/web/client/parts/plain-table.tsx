import type { ComponentChildren } from "preact";

/** A table of a few rows, which a narrow window scrolls; the arrow keys do, too. */
export function PlainTable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls has to be reached by keys
    <div class="scrolled" role="group" aria-label={label} tabIndex={0}>
      <table class="plain">{children}</table>
    </div>
  );
}
