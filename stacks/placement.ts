import type * as pulumi from "@pulumi/pulumi";
import { stackResourceName } from "../src/model/stack-names.ts";

/** Where resources are declared: the component they belong to, whose provider they use, and whose name they bear. */
export interface Placement {
  readonly component: pulumi.Resource;
  readonly componentName: string;
}

export const nameIn = (place: Placement, name: string): string =>
  stackResourceName(place.componentName, name);
