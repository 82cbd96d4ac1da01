/** Stands for the name of an org in the name of a file. */
export const orgMark = "{org}";

/** The file of one org. */
export const fileOfOrg = (file: string, name: string): string => file.replaceAll(orgMark, name);
