import { expect, test } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";

// Takes some seconds: it makes up 100,000 people and reads all of them in pages, which is the point.
test("100,000 people are served page by page", { timeout: 60_000 }, async () => {
  const users = Array.from({ length: 100_000 }, (_, index) => ({ login: `person-${index}@acme.example` }));
  const state = fillState({
    users,
    groups: [{ id: "00gall", name: "MFA Required", members: users.map(({ login }) => login) }],
  });
  const emulator = await startEmulator({ state });
  const count = async (first: string): Promise<number> => {
    let url: string | undefined = emulator.url + first;
    let seen = 0;
    while (url !== undefined) {
      const response: Response = await fetch(url, { headers: { authorization: `SSWS ${emulator.token}` } });
      seen += JSON.parse(await response.text()).length;
      url = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    }
    return seen;
  };
  try {
    expect(await count("/api/v1/users?limit=200")).toBe(100_000);
    expect(await count("/api/v1/groups/00gall/users?limit=1000")).toBe(100_000);
    expect(
      await count("/api/v1/users?limit=200&search=profile.login+eq+%22person-99999@acme.example%22"),
    ).toBe(1);
  } finally {
    await emulator.close();
  }
});
