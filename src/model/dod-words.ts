/** Parts without which no text is the DOD's notice and consent banner, each by any of its words (DTM-08-060). */
const core: readonly RegExp[] = [
  /u\.?s\.? government|\busg\b/,
  /information system|\bis\b[^.]*\bprovided\b/,
  /authorized use only/,
  /consent/,
  /monitor/,
];

/** Further parts that the whole of it has. */
const rest: readonly RegExp[] = [
  /inspect and seize/,
  /not private/,
  /security measures/,
  /privileged communications/,
];

/** Comments, and what a page carries without showing it as it stands. */
const unseen = /<!--[\s\S]*?(?:-->|$)|<(script|style|template|noscript|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;

/** How many marks the banner has. */
export const bannerMarks = core.length + rest.length;

/** Text of some HTML, near enough: markup, entities and line ends aside. */
const textOf = (html: string): string =>
  html
    .replace(/<!--|-->|<[^>]*>/g, " ")
    .replace(/&(?:nbsp|#160);/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .toLowerCase();

const marksIn = (text: string, marks: readonly RegExp[]): readonly string[] =>
  marks.flatMap((mark) => mark.exec(text)?.[0] ?? []);

/** As much of the banner as a page has, in the page's words. */
interface BannerIn {
  /** Where somebody reads it. */
  readonly shown: readonly string[];
  /** In a comment, a script or the like. */
  readonly hidden: readonly string[];
  /** `partly`: it may be the banner, shortened, or shown by a script: somebody has to look. */
  readonly stands: "whole" | "partly" | "none";
}

/** Looks for the banner in the HTML of a page. */
export function bannerIn(html: string): BannerIn {
  const text = textOf(html.replace(unseen, " "));
  const aside = textOf((html.match(unseen) ?? []).join(" "));
  const shown = marksIn(text, [...core, ...rest]);
  const hasCore = marksIn(`${text} ${aside}`, core).length === core.length;
  return {
    shown,
    hidden: marksIn(aside, [...core, ...rest]),
    stands: shown.length === bannerMarks ? "whole" : hasCore ? "partly" : "none",
  };
}

/** A page of which only the words of the banner are left, where they are. */
export function onlyBannerWords(html: string): string {
  const { shown, hidden } = bannerIn(html);
  return `${shown.join(". ")}${hidden.length === 0 ? "" : ` <!-- ${hidden.join(". ")} -->`}`;
}

/**
 * Whether an issuer of certificates bears a name as the DOD's own authorities and its external ones (ECA) have them:
 * `OU=DoD` or `OU=ECA` under `O=U.S. Government`. A name is no proof of a certificate: the chain itself is not shown by
 * Okta's API.
 */
export const isDodIssuer = (issuer: string): boolean =>
  /(?:^|[,/])\s*O=U\.?S\.? Government\s*(?:[,/]|$)/iu.test(issuer) &&
  /(?:^|[,/])\s*OU=(?:DoD|ECA)\s*(?:[,/]|$)/iu.test(issuer);
