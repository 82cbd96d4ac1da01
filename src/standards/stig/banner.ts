import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import { bannerMarks, bannerMarksIn } from "../../model/dod-words.ts";
import type { SignInPage } from "../../model/live-standards.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";

const marksIn = ({ customized }: SignInPage): number => bannerMarksIn(customized ?? "").length;

const seen = (page: SignInPage) => ({
  path: `/api/v1/brands/${page.brandId}/pages/sign-in/customized`,
  name: page.brand,
  field: "pageContent",
  value:
    page.customized === null ? "Okta's own page" : `${marksIn(page)} of ${bannerMarks} marks of the banner`,
});

function judge({ org }: JudgedOrg): StandardVerdict {
  const pages = org.slices.signInPages ?? [];
  if (pages.length === 0) return notReviewed("Okta listed no brand, and every org has one");
  const names = (those: readonly SignInPage[]) => listNames(those.map(({ brand }) => `"${brand}"`));
  const without = pages.filter((page) => marksIn(page) === 0);
  const partly = pages.filter((page) => marksIn(page) > 0 && marksIn(page) < bannerMarks);
  if (without.length > 0)
    return open(`the sign-in page of ${names(without)} has no banner`, without.map(seen));
  if (partly.length > 0) {
    return notReviewed(
      `the sign-in page of ${names(partly)} has words of the banner and lacks others: read it`,
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
