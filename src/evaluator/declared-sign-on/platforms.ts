import type { LivePlatform } from "../../model/live-sign-on.ts";
import { type PlatformName, platformNames } from "../../model/sign-on-words.ts";

/** Each platform in the words of Okta's rules (sign-on 1.3). */
const inRules: Readonly<Record<PlatformName, LivePlatform>> = {
  IOS: { type: "MOBILE", os: "IOS" },
  ANDROID: { type: "MOBILE", os: "ANDROID" },
  MACOS: { type: "DESKTOP", os: "MACOS" },
  WINDOWS: { type: "DESKTOP", os: "WINDOWS" },
  CHROMEOS: { type: "DESKTOP", os: "CHROMEOS" },
  LINUX: { type: "DESKTOP", os: "LINUX" },
  OTHER_MOBILE: { type: "MOBILE", os: "OTHER" },
  OTHER_DESKTOP: { type: "DESKTOP", os: "OTHER" },
  OTHER: { type: "OTHER", os: "OTHER" },
};

export const livePlatform = (name: PlatformName): LivePlatform => inRules[name];

/** The platforms that a live condition means, by name; one that has none as `TYPE/OS`. Empty: any. */
export function platformsNamed(live: readonly LivePlatform[]): readonly string[] {
  const names = new Set(live.flatMap(namesOf));
  return platformNames.every((name) => names.has(name)) ? [] : [...names].sort();
}

function namesOf({ type, os }: LivePlatform): readonly string[] {
  const found = platformNames.filter((name) => {
    const one = inRules[name];
    return (type === "ANY" || type === one.type) && (os === "ANY" || os === one.os);
  });
  return found.length > 0 ? found : [`${type}/${os}`];
}
