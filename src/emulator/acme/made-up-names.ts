const firstNames =
  "Nia Omar Dana Lucía Kwame Hye-jin Søren Priya Łukasz Mei Tomáš Aïcha Björk Rahul Eoin Fatima João Oksana Tariq Greta Chidi Inês Yusuf Noa Héctor Siobhán Pavel Leilani Marcus Anouk Ravi Camille Diego Hannah Thabo Keiko Zoë Emre Beth Arjun Maja".split(
    " ",
  );
const lastNames =
  "Okonkwo Haddad Weiss Fernández Mensah Park Kjærgaard Raghunathan Wójcik Tanaka Dvořák Benali Jónsdóttir Deshpande O'Sullivan Carvalho Shevchenko Mahmood Lindqvist Eze Moreira Yıldız Levi Ibáñez Novotný Kealoha Johnson Lefèvre Muñoz Schäfer Dlamini Papadopoulou Şahin Kapoor Đorđević Nguyễn Quispe Håkansson Balogun".split(
    " ",
  );

/** A name and a login of its own for the person of that number, counted from 0. */
export function madeUpName(number: number): { first: string; last: string; login: string } {
  const first = firstNames[number % firstNames.length] ?? "Nia";
  const last = lastNames[Math.floor(number / firstNames.length) % lastNames.length] ?? "Okonkwo";
  return { first, last, login: `${plain(first)}.${plain(last)}.${number}@acme.example` };
}

/** Letters without their accents; those that no accent explains are left out. */
const plain = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");
