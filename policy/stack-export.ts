import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { AppliedStack } from "../src/model/applied-stack.ts";
import { errorCode } from "../src/model/error-code.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { baselineResourceType } from "../src/model/stack-outputs.ts";
import { type StackResource, stackResourceSchema } from "./stack-reading.ts";
import { appliedResources } from "./stack-resources.ts";
import { openSecrets } from "./stack-secrets.ts";

/** Which stack to read, and of several components in it which. */
export interface StackChoice {
  readonly file: string;
  /** The name that a program gave its `MfaBaseline`; only needed where a stack has several. */
  readonly component: string | undefined;
}

const remedy = "save it anew with: pulumi stack export --file FILE";

const invalid = (file: string, problem: string, more: { fix?: string; details?: readonly string[] } = {}) =>
  new PlumblineError("STACK_INVALID", `${file} ${problem}`, {
    remedy: more.fix ?? remedy,
    details: more.details ?? [],
  });

/** Version 4 is version 3 with `features`, none of which changes a resource (Pulumi's apitype.UntypedDeployment). */
const readVersions: ReadonlySet<unknown> = new Set([3, 4]);

const exported = z.looseObject({ version: z.unknown(), deployment: z.looseObject({}).nullable() });

const deploymentSchema = z.looseObject({
  resources: z.array(stackResourceSchema).nullish(),
  /** Operations that Pulumi had begun when it was interrupted. */
  pending_operations: z.array(z.unknown()).nullish(),
});

interface Exported {
  readonly resources: readonly StackResource[];
  readonly isInterrupted: boolean;
}

/** `urn:pulumi:STACK::PROJECT::TYPE::NAME`, where the name may hold anything. */
const nameOf = ({ urn }: StackResource): string => urn.split("::").slice(3).join("::");

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(file, "is not JSON");
  }
}

function exportedIn(text: string, file: string): Exported {
  const document = exported.safeParse(parseJson(text, file));
  if (!document.success) throw invalid(file, "is not the output of pulumi stack export");
  const { version, deployment } = document.data;
  if (!readVersions.has(version)) {
    throw invalid(file, `is an export of version ${JSON.stringify(version)}, and only 3 and 4 are known`, {
      fix: "run pulumi up with a Pulumi CLI of version 3, and export the stack with it",
    });
  }
  const parsed = deploymentSchema.safeParse(openSecrets(deployment ?? {}));
  if (parsed.success) {
    const { resources, pending_operations: pending } = parsed.data;
    return { resources: resources ?? [], isInterrupted: (pending ?? []).length > 0 };
  }
  throw invalid(file, "is not the output of pulumi stack export", {
    details: parsed.error.issues.map(
      (issue) => `deployment.${issue.path.map(String).join(".")}: ${issue.message}`,
    ),
  });
}

function componentOf(resources: readonly StackResource[], { file, component }: StackChoice): StackResource {
  const all = resources.filter(({ type }) => type === baselineResourceType);
  const names = all.map(nameOf).join(", ");
  if (all.length === 0) {
    throw invalid(file, `holds no baseline: there is no resource of type ${baselineResourceType}`, {
      fix: "export the stack that enforces the baseline, after its first pulumi up",
    });
  }
  if (component !== undefined) {
    const named = all.find((resource) => nameOf(resource) === component);
    if (named !== undefined) return named;
    throw invalid(file, `has no component "${component}"`, { fix: `choose from ${names}` });
  }
  const [only, second] = all;
  if (only !== undefined && second === undefined) return only;
  throw invalid(file, `enforces several baselines: ${names}`, { fix: "name one with --stack-component" });
}

/**
 * Reads the text of a `pulumi stack export`; pure.
 *
 * @throws PlumblineError STACK_INVALID, with one detail for each field that is not as our stacks write it
 */
export function parseStackExport(text: string, choice: StackChoice): AppliedStack {
  const { resources, isInterrupted } = exportedIn(text, choice.file);
  const component = componentOf(
    resources.filter((resource) => !resource.delete),
    choice,
  );
  const ours = resources.filter(({ parent }) => parent === component.urn);
  const kept = ours.filter((resource) => !resource.delete);
  const { applied, problems } = appliedResources(component, kept, isInterrupted || kept.length < ours.length);
  if (problems.length === 0) return { file: choice.file, ...applied };
  throw invalid(choice.file, "holds resources that are not as the stacks of Plumbline write them", {
    fix: "save it anew with: pulumi stack export --show-secrets --file FILE, if the fields named are encrypted",
    details: problems,
  });
}

/**
 * Reads what a stack applied last from the file that `pulumi stack export` wrote.
 *
 * @throws PlumblineError STACK_NOT_FOUND or STACK_INVALID
 */
export async function readStackExport(choice: StackChoice): Promise<AppliedStack> {
  const { file } = choice;
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const code = errorCode(cause);
    const message =
      code === "ENOENT" ? `there is no stack export at ${file}` : `${file} cannot be read (${code})`;
    throw new PlumblineError("STACK_NOT_FOUND", message, { remedy, cause });
  }
  return parseStackExport(text.replace(/^\uFEFF/, ""), choice);
}
