import * as grpc from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import resourceServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import structMessages, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

/** Inputs, outputs and arguments as plain JSON. */
export type Properties = Readonly<Record<string, JavaScriptValue>>;

/** One resource as a program registered it. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** False for a component. */
  readonly custom: boolean;
  readonly parent: string;
  readonly inputs: Properties;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  /** URNs. */
  readonly dependencies: readonly string[];
}

/** Stand-in for the provider. A handler that throws is a provider that answers with that error. */
export interface ProviderHandlers {
  /** Writes a custom resource and gives its id and outputs. Not asked in a preview. */
  readonly registerResource: (resource: RegisteredResource) => Promise<Written> | Written;
  /** Answers a data source. */
  readonly invoke: (token: string, args: Properties) => Promise<Properties> | Properties;
}

export interface Written {
  readonly id: string;
  readonly outputs: Properties;
}

export interface LogLine {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
}

/** Calls of a program that an engine saw, in the order of arrival. */
export interface EngineRecord {
  readonly resources: RegisteredResource[];
  readonly invokes: { readonly token: string; readonly args: Properties }[];
  readonly log: LogLine[];
  /** Of components and of the stack, by URN. */
  readonly outputs: Map<string, Properties>;
}

export interface RunningEngine {
  /** `host:port`, for the program's `--monitor` and `--engine`. */
  readonly address: string;
  readonly record: EngineRecord;
  close(): void;
}

export interface EngineOptions {
  readonly project: string;
  readonly stack: string;
  /** A preview: nothing is written, and no id is known. */
  readonly dryRun: boolean;
}

/**
 * Pulumi's engine as the Node runtime sees it, over gRPC on loopback: it records what a program does, and leaves to the
 * handlers what a provider would do.
 */
export async function startPulumiEngine(
  handlers: ProviderHandlers,
  options: EngineOptions,
): Promise<RunningEngine> {
  const record: EngineRecord = { resources: [], invokes: [], log: [], outputs: new Map() };
  const server = new grpc.Server();
  server.addService(resourceServices.ResourceMonitorService, {
    ...unimplemented(resourceServices.ResourceMonitorService),
    ...monitor(handlers, options, record),
  });
  server.addService(engineServices.EngineService, {
    ...unimplemented(engineServices.EngineService),
    ...engine(record),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, record, close: () => server.forceShutdown() };
}

type Handler<Request> = (
  call: grpc.ServerUnaryCall<Request, unknown>,
  answer: grpc.sendUnaryData<unknown>,
) => void;

/** Answers with what `work` gives, and with its error as the error of a provider. */
function answering<Request>(work: (request: Request) => unknown): Handler<Request> {
  return (call, answer) => {
    new Promise((resolve) => resolve(work(call.request))).then(
      (value) => answer(null, value),
      (error: unknown) =>
        answer({
          code: grpc.status.UNKNOWN,
          message: error instanceof Error ? error.message : String(error),
        }),
    );
  };
}

/** The runtime asks for more than a program needs, and does without what an engine does not know. */
function unimplemented(service: object): grpc.UntypedServiceImplementation {
  const refuse: Handler<unknown> = (_call, answer) => answer({ code: grpc.status.UNIMPLEMENTED });
  return Object.fromEntries(Object.keys(service).map((method) => [method, refuse]));
}

const features: ReadonlySet<string> = new Set(["secrets", "resourceReferences", "aliasSpecs", "deletedWith"]);

function monitor(
  handlers: ProviderHandlers,
  options: EngineOptions,
  record: EngineRecord,
): grpc.UntypedServiceImplementation {
  return {
    supportsFeature: answering((request: resourceMessages.SupportsFeatureRequest) => {
      const response = new resourceMessages.SupportsFeatureResponse();
      response.setHassupport(features.has(request.getId()));
      return response;
    }),
    registerResource: answering(async (request: resourceMessages.RegisterResourceRequest) => {
      const resource = registered(request, options);
      record.resources.push(resource);
      const asked = resource.custom && !options.dryRun;
      const written = asked ? await handlers.registerResource(resource) : null;
      const response = new resourceMessages.RegisterResourceResponse();
      response.setUrn(resource.urn);
      response.setId(written?.id ?? "");
      response.setObject(struct({ ...resource.inputs, ...written?.outputs }));
      return response;
    }),
    registerResourceOutputs: answering((request: resourceMessages.RegisterResourceOutputsRequest) => {
      record.outputs.set(request.getUrn(), plain(request.getOutputs()));
      return new emptyMessages.Empty();
    }),
    invoke: answering(async (request: resourceMessages.ResourceInvokeRequest) => {
      const call = { token: request.getTok(), args: plain(request.getArgs()) };
      record.invokes.push(call);
      const response = new providerMessages.InvokeResponse();
      response.setReturn(struct(await handlers.invoke(call.token, call.args)));
      return response;
    }),
    signalAndWaitForShutdown: answering(() => new emptyMessages.Empty()),
  };
}

function registered(
  request: resourceMessages.RegisterResourceRequest,
  { project, stack }: EngineOptions,
): RegisteredResource {
  const type = request.getType();
  return {
    urn: `urn:pulumi:${stack}::${project}::${type}::${request.getName()}`,
    type,
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: plain(request.getObject()),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    dependencies: request.getDependenciesList(),
  };
}

const severities = ["debug", "info", "warning", "error"] as const;

function engine(record: EngineRecord): grpc.UntypedServiceImplementation {
  let root = "";
  return {
    log: answering((request: engineMessages.LogRequest) => {
      const severity = severities[request.getSeverity()] ?? "info";
      record.log.push({ severity, message: request.getMessage() });
      return new emptyMessages.Empty();
    }),
    getRootResource: answering(() => {
      const response = new engineMessages.GetRootResourceResponse();
      response.setUrn(root);
      return response;
    }),
    setRootResource: answering((request: engineMessages.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engineMessages.SetRootResourceResponse();
    }),
  };
}

const plain = (message: structMessages.Struct | undefined): Properties => message?.toJavaScript() ?? {};

const struct = (properties: Properties): structMessages.Struct =>
  structMessages.Struct.fromJavaScript({ ...properties });
