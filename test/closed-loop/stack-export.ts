import type { Properties, ProviderHandlers, RegisteredResource, Written } from "../support/pulumi-engine.ts";
import type { ProgramRun } from "../support/run-pulumi-program.ts";

/** A provider that also remembers what it wrote, as a stack's state does. */
export interface RecordingProvider {
  readonly handlers: ProviderHandlers;
  /** Output of `pulumi stack export` after that run. */
  exportOf(run: ProgramRun): string;
}

/** Makes a provider remember, by URN, the id and outputs of what it wrote. */
export function recording(provider: ProviderHandlers): RecordingProvider {
  const written = new Map<string, Written>();
  return {
    handlers: {
      ...provider,
      registerResource: async (resource) => {
        const saved = await provider.registerResource(resource);
        written.set(resource.urn, saved);
        return saved;
      },
    },
    exportOf: ({ resources, outputs }) => {
      const exported = resources.map((resource) =>
        inState(resource, written.get(resource.urn), outputs.get(resource.urn)),
      );
      const manifest = { time: "2026-11-23T09:00:00Z", magic: "", version: "v3.265.0" };
      const deployment = { manifest, resources: exported, metadata: {} };
      return JSON.stringify({ version: 3, deployment }, null, 4);
    },
  };
}

/** A resource as Pulumi keeps it (apitype.ResourceV3): no field that is empty is written. */
function inState(
  { urn, type, custom, parent, inputs, protect, dependencies }: RegisteredResource,
  saved: Written | undefined,
  ofComponent: Properties = {},
): object {
  return {
    urn,
    custom,
    ...(saved === undefined ? {} : { id: saved.id }),
    type,
    inputs,
    outputs: saved === undefined ? ofComponent : { ...inputs, ...saved.outputs, id: saved.id },
    ...(parent === "" ? {} : { parent }),
    ...(protect ? { protect } : {}),
    ...(dependencies.length > 0 ? { dependencies } : {}),
  };
}
