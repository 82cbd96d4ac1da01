import type { Detection } from "../../../../../../src/alerts/detections/detection.ts";

/** A detection as somebody would add it, put into a copy of the house by a test. */
export default {
  id: "badge-printed",
  title: "A badge was printed",
  why: "Badges open doors.",
  remedy: "Ask who printed it.",
  severity: "low",
  eventTypes: ["acme.badge.print"],
  closing: "by-hand",
  closedBy: ["acme.badge.shred"],
  references: ["Acme's rules of the house"],
  samples: [],
  detect: ({ targets: [target] }) => ({
    subject: { type: "user", id: target?.id ?? "", name: target?.alternateId ?? "" },
    title: `a badge of ${target?.alternateId} was printed`,
  }),
} satisfies Omit<Detection, "id"> & { readonly id: string };
