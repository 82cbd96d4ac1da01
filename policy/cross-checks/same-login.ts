/** Two spellings of one login give one text: Okta compares logins without regard to case. */
export const sameLogin = (login: string): string => login.normalize("NFC").toLowerCase();
