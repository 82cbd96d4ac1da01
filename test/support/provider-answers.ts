/** Answers of the data sources of Okta's provider on an org. */
export interface ProviderOrg {
  readonly pipeline: string;
  /** Id by name; groups that begin with a name are found by it, as `q=` does. */
  readonly groups: Readonly<Record<string, string>>;
  readonly zones: Readonly<Record<string, string>>;
  /** Id by login. */
  readonly users: Readonly<Record<string, string>>;
  readonly authenticators: readonly { readonly id: string; readonly key: string; readonly status: string }[];
  /** Id by label; applications whose label begins with another are found by it. */
  readonly apps: Readonly<Record<string, string>>;
  readonly userTypes: Readonly<Record<string, string>>;
  /** Id by type and name: `ACCESS_POLICY Okta Dashboard`. */
  readonly policies: Readonly<Record<string, string>>;
}

/** Things that `policy/baseline.yaml` names and does not manage. */
export function acmeOrg(change: Partial<ProviderOrg> = {}): ProviderOrg {
  return {
    pipeline: "idx",
    groups: { Everyone: "00gEveryone", Contractors: "00gContractors" },
    zones: { Corp: "nzoCorp" },
    users: {
      "nia@acme.example": "00uNia",
      "omar@acme.example": "00uOmar",
      "svc-backup@acme.example": "00uBackup",
    },
    authenticators: [],
    apps: { Payroll: "0oaPayroll", Wiki: "0oaWiki" },
    userTypes: { contractor: "otyContractor" },
    policies: {
      "OKTA_SIGN_ON Default Policy": "00pSessionDefault",
      "ACCESS_POLICY Any two factors": "rstTwoFactors",
      "ACCESS_POLICY Okta Admin Console": "rstConsole",
      "ACCESS_POLICY Okta Dashboard": "rstDashboard",
    },
    ...change,
  };
}

type Arguments = Readonly<Record<string, unknown>>;

type Answer = Readonly<Record<string, string>>;

/** Answers one data source in the provider's words (data_source_okta_*.go of terraform-provider-okta). */
export function answerFrom(org: ProviderOrg, token: string, args: Arguments): Answer {
  const answer = answers[token];
  if (answer === undefined) throw new Error(`the provider has no data source ${token}`);
  return answer(org, args);
}

const answers: Readonly<Record<string, (org: ProviderOrg, args: Arguments) => Answer>> = {
  "okta:index/getOrgMetadata:getOrgMetadata": ({ pipeline }) => ({ id: "00oAcme", pipeline }),

  "okta:group/getGroup:getGroup": ({ groups }, { name }) => {
    const hits = Object.keys(groups).filter((each) => each.startsWith(String(name)));
    const found = hits.length === 1 ? hits[0] : hits.find((each) => each === name);
    const id = groups[found ?? ""];
    if (found !== undefined && id !== undefined) return { id, name: found };
    throw new Error(
      hits.length === 0
        ? `group with name "${name}" does not exist`
        : `group starting with name "${name}" matches ${hits.length} groups, select a more precise name parameter`,
    );
  },

  "okta:index/getNetworkZone:getNetworkZone": ({ zones }, { name }) => {
    const id = zones[String(name)];
    if (id !== undefined) return { id, name: String(name) };
    throw new Error(`failed to find network zone: network zone with name '${name}' does not exist`);
  },

  "okta:user/getUser:getUser": ({ users }, { userId }) => {
    const asked = String(userId).toLowerCase();
    const found = Object.entries(users).find(
      // Okta takes a login's part before the @ too, where only one begins with it.
      ([login, id]) => id === userId || login === asked || login.split("@")[0] === asked,
    );
    if (found !== undefined) return { id: found[1], login: found[0] };
    throw new Error(
      `failed to get user: the API returned an error: Not found: Resource not found: ${userId} (User)`,
    );
  },

  "okta:app/getApp:getApp": ({ apps }, { label }) => {
    const hits = Object.keys(apps).filter((each) => each.startsWith(String(label)));
    const found = hits.find((each) => each === label) ?? hits[0];
    const id = apps[found ?? ""];
    if (found !== undefined && id !== undefined) return { id, label: found };
    throw new Error(`no application found with the provided filter: label: "${label}"`);
  },

  "okta:user/getUserType:getUserType": ({ userTypes }, { name, id }) => {
    const found = Object.entries(userTypes).find((type) =>
      id === undefined ? type[0] === name : type[1] === id,
    );
    if (found !== undefined) return { id: found[1], name: found[0] };
    throw new Error(id === undefined ? `user type '${name}' does not exist` : `Not found: ${id} (UserType)`);
  },

  "okta:policy/getPolicy:getPolicy": (org, { type, name }) => policyNamed(org, type, name),
  "okta:policy/getDefaultPolicy:getDefaultPolicy": (org, { type }) =>
    policyNamed(org, type, "Default Policy"),

  "okta:index/getAuthenticator:getAuthenticator": ({ authenticators }, { key, id }) => {
    const found = authenticators.find((each) => (id === undefined ? each.key === key : each.id === id));
    if (found !== undefined) return { ...found };
    throw new Error(`authenticator with key '${key ?? id}' does not exist`);
  },
};

function policyNamed({ policies }: ProviderOrg, type: unknown, name: unknown): Answer {
  const id = policies[`${type} ${name}`];
  if (id !== undefined) return { id, name: String(name), type: String(type) };
  throw new Error(`no policies retrieved for policy type '${type}' and name '${name}'`);
}
