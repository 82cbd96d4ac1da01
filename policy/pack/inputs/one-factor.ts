import { phishingResistantFactors } from "../../../src/model/authenticators.ts";
import { notYetKnown } from "./input.ts";
import type { AppRuleInputs } from "./sign-on-inputs.ts";

/**
 * Whether an app rule lets people in with one factor that can be phished: a password, a code, a push. A device that must be
 * registered counts as a factor of its own. What is not known yet is not taken for weak.
 */
export function isOnePhishableFactor(rule: AppRuleInputs): boolean {
  const { access, type, factorMode, constraints, chains, deviceIsRegistered } = rule;
  if ([access, type, factorMode, constraints, chains, deviceIsRegistered].includes(notYetKnown)) return false;
  if (access === "DENY" || deviceIsRegistered === true) return false;
  if (type === "AUTH_METHOD_CHAIN") return textsOf(chains).some(isWeakChain);
  // The provider's defaults: ASSURANCE and 2FA.
  if ((type ?? "ASSURANCE") !== "ASSURANCE" || factorMode !== "1FA") return false;
  const asked = textsOf(constraints).map(parsed);
  return asked.length === 0 || !asked.every(isEnough);
}

const textsOf = (texts: readonly string[] | typeof notYetKnown): readonly string[] =>
  texts === notYetKnown ? [] : texts;

/** Text that is no JSON object asks for nothing: the provider drops it without a word. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One alternative: a possession that resists phishing, or something known beside something had. */
function isEnough(constraint: unknown): boolean {
  const possession = field(constraint, "possession");
  if (possession === undefined || field(possession, "required") !== true) return false;
  if (field(field(constraint, "knowledge"), "required") === true) return true;
  const only = listOf(field(possession, "authenticationMethods"));
  return (
    field(possession, "phishingResistant") === "REQUIRED" || (only.length > 0 && only.every(resistsPhishing))
  );
}

function resistsPhishing(method: unknown): boolean {
  const [key, name] = [field(method, "key"), field(method, "method")];
  return (
    field(method, "phishingResistant") === "REQUIRED" ||
    phishingResistantFactors.some((one) => one === key || one === `${key}:${name}`)
  );
}

/** A chain of one step of which some method can be phished. */
function isWeakChain(text: string): boolean {
  const chain = parsed(text);
  if (listOf(field(chain, "next")).length > 0) return false;
  const methods = listOf(field(chain, "authenticationMethods"));
  return methods.length === 0 || !methods.every(resistsPhishing);
}
