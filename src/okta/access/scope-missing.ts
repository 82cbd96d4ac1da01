import { PlumblineError } from "../../model/errors.ts";

/** The token endpoint does not give the service app these scopes. */
export class ScopeMissing extends PlumblineError {
  readonly scopes: readonly string[];

  constructor(scopes: readonly string[]) {
    const names = scopes.join(", ");
    super("SCOPE_MISSING", `the service app has not been granted ${names}`, {
      remedy: `grant ${names} to the app (Admin Console > Applications > the app > Okta API Scopes)`,
    });
    this.scopes = scopes;
  }

  /** As a gap says it, with what to do. */
  get gapReason(): string {
    return `${this.message}; ${this.remedy}`;
  }
}
