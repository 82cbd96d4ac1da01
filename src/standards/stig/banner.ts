import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import { bannerIn, bannerMarks } from "../../model/dod-words.ts";
import type { SignInPage } from "../../model/live-standards.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";

const bannerOf = ({ customized }: SignInPage) => bannerIn(customized ?? "");

const seen = (page: SignInPage) => ({
  path: `/api/v1/brands/${page.brandId}/pages/sign-in/customized`,
  name: page.brand,
  field: "pageContent",
  value:
    page.customized === null
      ? "Okta's own page"
      : `${bannerOf(page).shown.length} of ${bannerMarks} marks of the banner`,
});

function judge({ org }: JudgedOrg): StandardVerdict {
  const pages = org.slices.signInPages ?? [];
  if (pages.length === 0) return notReviewed("Okta listed no brand, and every org has one");
  const names = (those: readonly SignInPage[]) => listNames(those.map(({ brand }) => `"${brand}"`));
  const those = (stands: string) => pages.filter((page) => bannerOf(page).stands === stands);
  const [without, partly] = [those("none"), those("partly")];
  if (without.length > 0)
    return open(`the sign-in page of ${names(without)} does not have the banner`, without.map(seen));
  if (partly.length > 0) {
    return notReviewed(
      `the sign-in page of ${names(partly)} has the banner in part, or in a comment or a script: look at it`,
      partly.map(seen),
    );
  }
  return pass(`the sign-in page of ${names(pages)} has the words of the banner`, pages.map(seen));
}

/** The requirement of the DOD's banner before anybody signs in. */
export const bannerRequirement: StandardRequirement = {
  id: "V-273192",
  aliases: ["OKTA-APP-000200"],
  title: "The sign-in page shows the DOD's notice and consent banner",
  severity: "medium",
  decidedBy: "sign-in page of each brand: pageContent",
  needs: ["sign-in-pages"],
  asTheStandardChecks: judge,
  asItHoldsForPeople: { kind: "same" },
};
