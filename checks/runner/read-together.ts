import type { ReadPlan } from "../../src/model/read-plan.ts";

const both = <Item>(one: Iterable<Item>, other: Iterable<Item>): readonly Item[] => [
  ...new Set([...one, ...other]),
];

/** Plans to read what either asks for. What is enough for one is not taken to be enough for both. */
export function readTogether({ isEnough: _, ...one }: ReadPlan, other: ReadPlan): ReadPlan {
  return {
    ...one,
    slices: new Set(both(one.slices, other.slices)),
    groupNames: both(one.groupNames, other.groupNames),
    appLabels: both(one.appLabels, other.appLabels),
    methodsNeededOf: (listed) => both(one.methodsNeededOf(listed), other.methodsNeededOf(listed)),
    enrolmentsNeededFor: (read) => both(one.enrolmentsNeededFor(read), other.enrolmentsNeededFor(read)),
    needsIdps: (people) => one.needsIdps?.(people) === true || other.needsIdps?.(people) === true,
    needsFactorsToo: (...asked) => one.needsFactorsToo(...asked) || other.needsFactorsToo(...asked),
  };
}
