import { sameLogin } from "../../../../policy/cross-checks/same-login.ts";

/** Okta's ids are of twenty characters, and tell capitals apart (okta-api 1). */
const oktaId = /^0[0-9A-Za-z]{19}$/;

/** Two spellings of one login give one key; ids stay as they are. */
export const personKey = (idOrLogin: string): string =>
  oktaId.test(idOrLogin) ? idOrLogin : sameLogin(idOrLogin);
