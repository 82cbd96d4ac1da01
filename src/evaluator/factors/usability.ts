/** Whether something can be used, as far as it is known; `why` goes on from the name of what it is about. */
export type Usability =
  | { readonly answer: "yes" }
  | { readonly answer: "no"; readonly why: string }
  | { readonly answer: "unknown"; readonly why: string };

export const usable: Usability = { answer: "yes" };
export const notUsable = (why: string): Usability => ({ answer: "no", why });
export const notKnown = (why: string): Usability => ({ answer: "unknown", why });
