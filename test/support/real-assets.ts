import { bundleOf } from "../../scripts/web-bundle.mjs";
import { type Assets, assetsOf } from "../../src/web/http/assets.ts";

/** The script and the style of the page, bundled from its sources. */
export const realAssets = (): Assets => assetsOf(bundleOf("main.tsx"), bundleOf("page.css"));
