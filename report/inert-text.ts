export { inertText } from "../model/inert-text.ts";
