import process from "node:process";
import { PolicyPack } from "@pulumi/policy";
import { askBaselineIn } from "./ask-baseline.ts";
import { packRules } from "./pack-rules.ts";
import { toPolicy } from "./to-policy.ts";

// The constructor starts a gRPC server for Pulumi's engine, so that nothing but this entry may call it.
const askBaseline = askBaselineIn(process.env);
new PolicyPack("plumbline", { policies: packRules.map((rule) => toPolicy(rule, askBaseline)) });
