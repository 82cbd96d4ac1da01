/** True for what restricts nothing: null, empty, `{level: "ANY"}`, `{behaviors: []}`. */
export function restrictsNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "ANY" || value === "ANYWHERE") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(restrictsNothing);
}
