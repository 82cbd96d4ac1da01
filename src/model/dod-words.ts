/** Parts that the DOD's notice and consent banner must have, each by any of its words (DTM-08-060). */
const marks: readonly RegExp[] = [
  /u\.?s\.? government|\busg\b/,
  /information system|\bis\b[^.]*\bprovided\b/,
  /authorized use only/,
  /consent/,
  /monitor/,
];

/** How many marks the banner has. */
export const bannerMarks = marks.length;

/** Text of a page as somebody reads it, near enough: markup, entities and line ends aside. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:nbsp|#160);/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .toLowerCase();

/** The marks of the banner that a page has, in the words in which it has them. */
export function bannerMarksIn(html: string): readonly string[] {
  const text = textOf(html);
  return marks.flatMap((mark) => mark.exec(text)?.[0] ?? []);
}

/**
 * Whether an issuer of certificates bears a name as the DOD's own authorities and its external ones (ECA) have them:
 * `OU=DoD` or `OU=ECA` under `O=U.S. Government`. A name is no proof of a certificate: the chain itself is not shown by
 * Okta's API.
 */
export const isDodIssuer = (issuer: string): boolean =>
  /(?:^|,)\s*O=U\.?S\.? Government\s*(?:,|$)/iu.test(issuer) &&
  /(?:^|,)\s*OU=(?:DoD|ECA)\s*(?:,|$)/iu.test(issuer);
