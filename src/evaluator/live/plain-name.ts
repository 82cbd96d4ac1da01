/** A name as names are compared: after NFC. */
export const plain = (name: string): string => name.normalize("NFC");
