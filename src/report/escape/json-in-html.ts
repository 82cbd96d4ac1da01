/**
 * JSON for a `<script type="application/json">`: no `<` and no `>` is left in it, so that nothing ends the element or
 * begins a comment (HTML standard, "Restrictions for contents of script elements").
 */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
