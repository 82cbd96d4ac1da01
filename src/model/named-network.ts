/** A network condition that names zones. */
export type NamedNetwork =
  | { readonly kind: "anywhere" }
  | { readonly kind: "in"; readonly zones: readonly string[] }
  | { readonly kind: "notIn"; readonly zones: readonly string[] };
