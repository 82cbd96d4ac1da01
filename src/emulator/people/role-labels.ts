const labels: Readonly<Record<string, string>> = {
  SUPER_ADMIN: "Super Administrator",
  ORG_ADMIN: "Organization Administrator",
  APP_ADMIN: "Application Administrator",
  USER_ADMIN: "Group Administrator",
  GROUP_MEMBERSHIP_ADMIN: "Group Membership Administrator",
  HELP_DESK_ADMIN: "Help Desk Administrator",
  READ_ONLY_ADMIN: "Read-Only Administrator",
  API_ACCESS_MANAGEMENT_ADMIN: "API Access Management Administrator",
  REPORT_ADMIN: "Report Administrator",
  WORKFLOWS_ADMIN: "Workflows Administrator",
  ACCESS_CERTIFICATIONS_ADMIN: "Access Certifications Administrator",
  ACCESS_REQUESTS_ADMIN: "Access Requests Administrator",
};

/** Okta's label of a standard role; the type itself for any other. */
export function roleLabel(type: string): string {
  return labels[type] ?? type;
}

/** Whether this is one of Okta's standard roles, which can be assigned by type alone. */
export function isStandardRole(type: string): boolean {
  return Object.hasOwn(labels, type);
}
