// Reporters know it by this name; it lives in model/ because posts are made inert as well.
export { inertText } from "../model/inert-text.ts";
