import type { ZoneId } from "./ids.ts";

/** A network condition that names zones. */
export type NamedNetwork =
  | { readonly kind: "anywhere" }
  | { readonly kind: "in"; readonly zones: readonly string[] }
  | { readonly kind: "notIn"; readonly zones: readonly string[] };

/** A network condition by zone id; `ALL_ZONES` may be the only element (okta-api 4.2). */
export type LiveNetwork =
  | { readonly kind: "anywhere" }
  | { readonly kind: "in"; readonly zoneIds: readonly ZoneId[] }
  | { readonly kind: "notIn"; readonly zoneIds: readonly ZoneId[] };
