import type { LivePlatform } from "../../model/live-sign-on.ts";
import { platformNames } from "../../model/sign-on-words.ts";
import { livePlatforms } from "../declared/app-rule-as-live.ts";

/** The platforms that a live condition means, by name; one that has none as `TYPE/OS`. Empty: any. */
export function platformsNamed(live: readonly LivePlatform[]): readonly string[] {
  const names = new Set(live.flatMap(namesOf));
  return platformNames.every((name) => names.has(name)) ? [] : [...names].sort();
}

function namesOf({ type, os }: LivePlatform): readonly string[] {
  const found = platformNames.filter((name) => {
    const one = livePlatforms[name];
    return (type === "ANY" || type === one.type) && (os === "ANY" || os === one.os);
  });
  return found.length > 0 ? found : [`${type}/${os}`];
}
