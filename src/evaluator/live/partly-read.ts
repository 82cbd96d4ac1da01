import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";

/**
 * Why a list that is there may still lack things: an item that could not be understood is left out of it and named in
 * the gaps. Null when the list is whole. What is missing from a list that is not whole is not proven to be absent.
 */
export function whyPartial(slice: Slice, org: OrgSnapshot): string | null {
  return org.gaps.find((gap) => gap.slice === slice)?.reason ?? null;
}
