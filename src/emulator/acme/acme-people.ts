import type { WrittenUser } from "./acme-written.ts";

const okta = "okta_verify";
const push = [`${okta}:push`, `${okta}:totp`];

/** Sets of factors that people have; each satisfies the baseline's requirement for everyone. */
const kits = {
  push,
  fastPass: [...push, `${okta}:signed_nonce`],
  laptop: [`${okta}:totp`, `${okta}:signed_nonce`],
  key: ["webauthn", ...push],
  google: ["google_otp"],
  googleAndPush: ["google_otp", ...push],
  none: [],
} as const satisfies Record<string, readonly string[]>;
type Kit = keyof typeof kits;

type Row = readonly [login: string, firstName: string, lastName: string, title: string, kit: Kit];

const employees: readonly Row[] = [
  ["nia", "Nia", "Okonkwo", "Head of Identity", "key"],
  ["omar", "Omar", "Haddad", "Identity Engineer", "key"],
  ["dana", "Dana", "Weiss", "Payroll Lead", "fastPass"],
  ["lucia", "Lucía", "Fernández", "Payroll Specialist", "key"],
  ["kwame", "Kwame", "Mensah", "Financial Controller", "laptop"],
  ["hyejin", "Hye-jin", "Park", "Payroll Specialist", "fastPass"],
  ["soren", "Søren", "Kjærgaard", "Accountant", "push"],
  ["priya", "Priya", "Raghunathan", "Accountant", "googleAndPush"],
  ["lukasz", "Łukasz", "Wójcik", "Platform Engineer", "key"],
  ["mei", "Mei", "Tanaka", "Platform Engineer", "fastPass"],
  ["tomas", "Tomáš", "Dvořák", "Site Reliability Engineer", "key"],
  ["aicha", "Aïcha", "Benali", "Site Reliability Engineer", "laptop"],
  ["bjork", "Björk", "Jónsdóttir", "Software Engineer", "push"],
  ["rahul", "Rahul", "Deshpande", "Software Engineer", "push"],
  ["an", "An", "Nguyễn", "Software Engineer", "fastPass"],
  ["eoin", "Eoin", "O'Sullivan", "Software Engineer", "google"],
  ["fatima", "Fatima", "Zahra El Idrissi", "Software Engineer", "push"],
  ["joao", "João", "Carvalho", "Software Engineer", "laptop"],
  ["ming", "志明", "陳", "Software Engineer", "push"],
  ["oksana", "Оксана", "Шевченко", "Software Engineer", "googleAndPush"],
  ["tariq", "Tariq", "Mahmood", "Software Engineer", "push"],
  ["greta", "Greta", "Lindqvist", "Engineering Manager", "key"],
  ["chidi", "Chidi", "Eze", "Engineering Manager", "fastPass"],
  ["ines", "Inês", "Moreira", "Data Engineer", "push"],
  ["yusuf", "Yusuf", "Yıldız", "Data Engineer", "laptop"],
  ["noa", "נועה", "לוי", "Data Scientist", "push"],
  ["hector", "Héctor", "Ibáñez", "Security Analyst", "key"],
  ["siobhan", "Siobhán", "Ní Bhriain", "Security Analyst", "key"],
  ["pavel", "Pavel", "Novotný", "Support Engineer", "push"],
  ["leilani", "Leilani", "Kealoha", "Support Engineer", "push"],
  ["marcus", "Marcus", "Johnson", "Support Engineer", "google"],
  ["anouk", "Anouk", "van den Berg", "Support Manager", "fastPass"],
  ["ravi", "Ravi", "Subramaniam", "Account Executive", "push"],
  ["camille", "Camille", "Lefèvre", "Account Executive", "push"],
  ["diego", "Diego", "Muñoz", "Account Executive", "google"],
  ["hannah", "Hannah", "Schäfer", "Sales Manager", "push"],
  ["thabo", "Thabo", "Dlamini", "Solutions Architect", "fastPass"],
  ["keiko", "恵子", "山田", "Product Manager", "push"],
  ["olu", "Olúwaseun", "Adébáyọ̀", "Product Manager", "laptop"],
  ["zoe", "Zoë", "Papadopoulou", "Product Designer", "push"],
  ["emre", "Emre", "Şahin", "Product Designer", "push"],
  ["beth", "Beth", "Whitefeather", "General Counsel", "key"],
  ["arjun", "Arjun", "Kapoor", "People Partner", "push"],
  ["maja", "Maja", "Đorđević", "Office Manager", "google"],
];

const contractors: readonly Row[] = [
  ["viktor", "Віктор", "Бондар", "Network Contractor", "google"],
  ["sunita", "Sunita", "Thapa", "Test Contractor", "googleAndPush"],
  ["paolo", "Paolo", "De Luca", "Writer", "google"],
  ["amara", "Amara", "Koroma", "Design Contractor", "google"],
  ["kim", "Kim", "Đặng", "Test Contractor", "googleAndPush"],
  ["jerome", "Jérôme", "Dubois", "Migration Contractor", "google"],
];

/** People who cannot sign in, or not yet: [login, first name, last name, title, kit] by status. */
const away: readonly (readonly [WrittenUser["status"] & string, Row])[] = [
  ["STAGED", ["ayesha", "Ayesha", "Siddiqui", "Software Engineer", "none"]],
  ["PROVISIONED", ["mateo", "Mateo", "Quispe", "Account Executive", "none"]],
  ["SUSPENDED", ["ingrid", "Ingrid", "Håkansson", "Support Engineer", "push"]],
  ["SUSPENDED", ["femi", "Femi", "Balogun", "Software Engineer", "google"]],
  ["DEPROVISIONED", ["carol", "Carol", "Nakamura", "Account Executive", "none"]],
  ["DEPROVISIONED", ["stefan", "Ștefan", "Popescu", "Software Engineer", "none"]],
  ["DEPROVISIONED", ["rosa", "Rosa", "Jiménez", "Writer", "none"]],
];

/** Signed in less smoothly than the others, and in scope all the same. */
const troubled: Readonly<Record<string, WrittenUser["status"]>> = {
  pavel: "LOCKED_OUT",
  diego: "PASSWORD_EXPIRED",
  maja: "RECOVERY",
};

const dayMs = 86_400_000;

function person(row: Row, joined: Date, userType: string, status: WrittenUser["status"]): WrittenUser {
  const [name, firstName, lastName, title, kit] = row;
  const created = joined.toISOString();
  const login = `${name}@acme.example`;
  const neverActive = status === "STAGED";
  return {
    login,
    status,
    created,
    lastUpdated: created,
    activated: neverActive ? null : created,
    statusChanged: neverActive ? null : created,
    hasPassword: status !== "STAGED" && status !== "PROVISIONED",
    profile: { login, email: login, firstName, lastName, title, userType },
    factors: [...kits[kit]],
    roles: name === "nia" ? ["SUPER_ADMIN"] : [],
  };
}

/** One joined every eleven days. */
const joinedAs = (index: number): Date => new Date(Date.UTC(2024, 0, 8, 9) + index * 11 * dayMs);

const staff = (rows: readonly Row[], userType: string): readonly WrittenUser[] =>
  rows.map((row, index) => person(row, joinedAs(index), userType, troubled[row[0]] ?? "ACTIVE"));

const backup: Row = ["svc-backup", "Backup", "Service", "Service account", "none"];

/** How many days before `now` those joined who have not signed in yet. */
const joining: Readonly<Record<string, number>> = { ayesha: 1.25, mateo: 2 };

/** Everybody at Acme; `nia` holds her admin role directly, `omar` through the group IT Operations. */
export function acmePeople(now: Date): readonly WrittenUser[] {
  return [
    ...staff(employees, "employee"),
    ...staff(contractors, "contractor"),
    person(backup, joinedAs(3), "service", "ACTIVE"),
    ...away.map(([status, row], index) => {
      const days = joining[row[0]];
      const joined = days === undefined ? joinedAs(50 + index) : new Date(now.getTime() - days * dayMs);
      return person(row, joined, "employee", status);
    }),
  ];
}

const login = ([name]: Row): string => `${name}@acme.example`;

/** Who is in which group; employees come in by the group rule, and the deprovisioned are in none. */
export const acmeMembers = {
  employees: [
    ...employees.map(login),
    ...away.flatMap(([status, row]) => (status === "DEPROVISIONED" ? [] : [login(row)])),
  ],
  contractors: contractors.map(login),
  payroll: ["dana", "lucia", "kwame"].map((name) => `${name}@acme.example`),
  engineering: employees.filter((row) => row[3].includes("Engineer")).map(login),
};
