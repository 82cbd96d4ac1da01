/** An org of a fleet, as `fleet.yaml` declares it. */
export interface FleetOrg {
  /** Unique in its fleet, whatever the case of its letters. */
  readonly name: string;
  /** Origin, without a slash at its end; unique in its fleet. */
  readonly url: string;
  /** Path of its baseline, as seen from where the command runs. */
  readonly baseline: string;
  /** Prefix of the variables that hold its credentials: `ACME_PROD` for `ACME_PROD_API_TOKEN`. */
  readonly credentials: string;
  readonly tags: readonly string[];
  /** Who answers for it; null where nobody is named. */
  readonly owner: string | null;
  /** How often it is to be checked, in milliseconds. */
  readonly everyMs: number;
}

/** The orgs of one `fleet.yaml`, in its order. */
export interface Fleet {
  /** As the user named it. */
  readonly path: string;
  readonly orgs: readonly FleetOrg[];
}
