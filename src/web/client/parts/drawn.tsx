import { type ComponentChild, h } from "preact";
import type { Drawing } from "../../../report/chart/drawing.ts";

const rendered = ({ name, attributes, children }: Drawing): ComponentChild =>
  h(name, attributes, ...children.map(rendered));

/** A drawing that the HTML report has, too. */
export const Drawn = ({ of }: { readonly of: Drawing }) => <>{rendered(of)}</>;
