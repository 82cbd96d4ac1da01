import { describe, expect, it } from "vitest";
import type { AdoptionSummary } from "../../../src/model/adoption.ts";
import { addendumText } from "../../../src/report/pages/addendum-text.ts";
import { adoptionPage } from "../../../src/report/pages/adoption-page.ts";

const [nia, kim] = ["nia@acme.example", "kim@acme.example"];
const nothing: AdoptionSummary = {
  org: { url: "https://acme.okta.com", engine: "identity" },
  declared: { groups: 1, authenticators: 5, policies: 1, rules: 2, sessionPolicies: 1, appPolicies: 2 },
  people: 1,
  requirements: [],
  notAsked: [],
  accepted: [],
  oddities: [],
  until: "2026-12-26",
  unread: [],
  left: [],
};

describe("ADOPTION.md", () => {
  it("says what is declared, and no more where nothing else is to be said", () => {
    const page = adoptionPage(nothing);
    expect(page).toContain("0 exemptions and 0 accepted deviations until 2026-12-26; 1 person can sign in");
    expect(page).toContain(
      "declares 1 group, 5 authenticators, 1 enrollment policy with 2 rules, 1 session policy and 2 app sign-in policies",
    );
    expect(page.match(/^## .*$/gm)).toEqual(["## Next"]);
  });

  it("says who misses what, the most exposed first, and what to look at", () => {
    const page = adoptionPage({
      ...nothing,
      people: null,
      requirements: [
        { id: "admins", title: "Administrators have a key", exempted: [nia], stricter: [] },
        {
          id: "everyone",
          title: "Everyone has a factor",
          exempted: [kim, nia],
          stricter: [{ title: "Everyone has a key", lacking: 71 }],
        },
      ],
      notAsked: [{ title: "Contractors have a factor", lacking: 80 }],
      accepted: [{ check: "group-missing", subject: "Staff", message: "Group Staff is gone." }],
      oddities: [{ subject: "Temp", words: 'its name says "Temp"' }],
      unread: ["zones"],
      left: ["Something stays open."],
    });
    for (const said of [
      "nobody was read who can sign in",
      "- Everyone has a factor (`everyone`): 2 people exempted.\n  - Stricter, and missed by 71: Everyone has a key.",
      "- Nothing is asked, since 80 people miss even this: Contractors have a factor.",
      "- `nia@acme.example`: `admins`, `everyone`\n- `kim@acme.example`: `everyone`",
      "- Group Staff is gone. (`group-missing`)",
      '- `Temp`: its name says "Temp".',
      "- `zones`: a check is unknown there.",
      "- Something stays open.",
    ]) {
      expect(page).toContain(said);
    }
  });
});

describe("what was added to a baseline", () => {
  it.each([
    [
      { added: [], oddities: [] },
      "Everything live that a baseline can declare is declared in baseline.yaml.\n",
    ],
    [
      { added: ['group "Staff"'], oddities: [{ subject: "Temp", words: "it is INACTIVE; not declared" }] },
      'Added 1 declaration to baseline.yaml; nothing else in it was changed.\n  group "Staff"\n\nLook at these\n  Temp: it is INACTIVE; not declared\n',
    ],
  ])("%j", (addendum, text) => {
    expect(addendumText(addendum, "baseline.yaml", 100)).toBe(text);
  });
});
