import type * as pulumi from "@pulumi/pulumi";

/** Something of the baseline and the resource that enforces it. */
export interface Declared<Item, Resource extends pulumi.CustomResource = pulumi.CustomResource> {
  readonly item: Item;
  readonly resource: Resource;
}

/**
 * Declares items one after the other: each waits for the one before it, the first one for `after`. Okta numbers
 * policies and rules by when they are written (terraform-provider-okta#832), and answers 423 to two writes at once
 * (#2151).
 */
export function inSequence<Item, Resource extends pulumi.CustomResource>(
  items: readonly Item[],
  after: readonly pulumi.Resource[],
  declare: (item: Item, dependsOn: pulumi.Resource[], index: number) => Resource,
): readonly Declared<Item, Resource>[] {
  const declared: Declared<Item, Resource>[] = [];
  for (const [index, item] of items.entries()) {
    declared.push({ item, resource: declare(item, [...endOf(declared, after)], index) });
  }
  return declared;
}

/** The next one waits for the last of a sequence, or, when that is empty, for what the sequence waited for. */
export function endOf(
  sequence: readonly Declared<unknown>[],
  after: readonly pulumi.Resource[],
): readonly pulumi.Resource[] {
  const last = sequence.at(-1);
  return last === undefined ? after : [last.resource];
}
