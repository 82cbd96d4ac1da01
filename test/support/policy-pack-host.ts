import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import process from "node:process";
import * as grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/analyzer_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import structMessages from "google-protobuf/google/protobuf/struct_pb.js";

/** A resource as Pulumi's engine sends it to a pack. */
export interface SentResource {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** URNs of the resources that a property was made from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** How a text that is not known yet travels (`UnknownStringValue` of Pulumi's engine). */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Level = "advisory" | "mandatory" | "disabled";

/** A violation as the engine hears of it. */
export interface HeardViolation {
  readonly rule: string;
  readonly level: Level;
  /** The rule's title, a line break, what the rule said. */
  readonly message: string;
  readonly urn: string;
}

export interface RunningPack {
  /** Name, version and the rules with their levels, as the pack introduces itself. */
  introduce(): Promise<{
    readonly name: string;
    readonly version: string;
    readonly levels: Readonly<Record<string, Level>>;
  }>;
  /** Settings of `--policy-pack-config`, by rule. */
  configure(
    rules: Readonly<Record<string, { readonly level: Level; readonly baseline?: string }>>,
  ): Promise<void>;
  /** Asks about one resource, before it is written. */
  analyze(resource: SentResource): Promise<readonly HeardViolation[]>;
  /** Asks about the whole stack. */
  analyzeStack(resources: readonly SentResource[]): Promise<readonly HeardViolation[]>;
  close(): void;
}

export const urnOf = ({ type, name }: Pick<SentResource, "type" | "name">): string =>
  `urn:pulumi:test::plumbline::${type}::${name}`;

/** Starts a compiled pack in Pulumi's own runner, in the pack's folder and with the shell's PWD, as the engine does. */
export async function startPolicyPack(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningPack> {
  const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const port = await portOf(child);
  const client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const close = () => {
    client.close();
    child.kill();
  };
  return { ...requests(client), close };
}

/** The runner tells its port on the first line of its output. */
function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += String(chunk);
    });
    child.stdout?.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`the policy pack did not start: ${said}`)));
  });
}

function requests(client: InstanceType<typeof services.AnalyzerClient>): Omit<RunningPack, "close"> {
  return {
    introduce: async () => {
      const info = await answered<messages.AnalyzerInfo>((answer) =>
        client.getAnalyzerInfo(new emptyMessages.Empty(), answer),
      );
      const levels = info
        .getPoliciesList()
        .map((policy) => [policy.getName(), levelOf(policy.getEnforcementlevel())]);
      return { name: info.getName(), version: info.getVersion(), levels: Object.fromEntries(levels) };
    },
    configure: async (rules) => {
      const request = new messages.ConfigureAnalyzerRequest();
      for (const [rule, { level, baseline }] of Object.entries(rules)) {
        const config = new messages.PolicyConfig();
        config.setEnforcementlevel(codes[level]);
        config.setProperties(struct(baseline === undefined ? {} : { baseline }));
        request.getPolicyconfigMap().set(rule, config);
      }
      await answered((answer) => client.configure(request, answer));
    },
    analyze: async (resource) => {
      const request = new messages.AnalyzeRequest();
      request.setType(resource.type);
      request.setName(resource.name);
      request.setUrn(urnOf(resource));
      request.setProperties(struct(resource.props));
      request.setOptions(optionsOf(resource));
      return heard(await answered((answer) => client.analyze(request, answer)));
    },
    analyzeStack: async (resources) => {
      const request = new messages.AnalyzeStackRequest();
      request.setResourcesList(resources.map(analyzerResource));
      return heard(await answered((answer) => client.analyzeStack(request, answer)));
    },
  };
}

function analyzerResource(resource: SentResource): messages.AnalyzerResource {
  const message = new messages.AnalyzerResource();
  message.setType(resource.type);
  message.setName(resource.name);
  message.setUrn(urnOf(resource));
  message.setProperties(struct(resource.props));
  message.setOptions(optionsOf(resource));
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    const sources = new messages.AnalyzerPropertyDependencies();
    sources.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, sources);
  }
  return message;
}

function optionsOf({ protect }: SentResource): messages.AnalyzerResourceOptions {
  const options = new messages.AnalyzerResourceOptions();
  options.setProtect(protect);
  return options;
}

const codes = {
  advisory: messages.EnforcementLevel.ADVISORY,
  mandatory: messages.EnforcementLevel.MANDATORY,
  disabled: messages.EnforcementLevel.DISABLED,
} as const satisfies Readonly<Record<Level, number>>;

function levelOf(code: number): Level {
  if (code === codes.mandatory) return "mandatory";
  return code === codes.disabled ? "disabled" : "advisory";
}

function heard(response: messages.AnalyzeResponse): readonly HeardViolation[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    rule: diagnostic.getPolicyname(),
    level: levelOf(diagnostic.getEnforcementlevel()),
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn(),
  }));
}

function answered<Answer>(
  ask: (answer: (error: grpc.ServiceError | null, value: Answer) => void) => unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    ask((error, value) => (error === null ? resolve(value) : reject(error)));
  });
}

/** Through JSON, as the engine sees it: what is undefined is not there. */
const struct = (properties: Readonly<Record<string, unknown>>): structMessages.Struct =>
  structMessages.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
