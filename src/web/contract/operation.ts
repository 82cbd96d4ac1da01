import type { z } from "zod";
import type { Caller } from "../../flows/caller.ts";
import type { PageSource } from "../../flows/page/page-source.ts";
import type { RunningChecks } from "../../flows/page/running-checks.ts";
import type { Principal } from "../access/principal.ts";
import type { AnyTable } from "./table.ts";

/** Context of an operation besides its input. */
export interface OperationContext {
  readonly source: PageSource;
  readonly caller: Caller;
  readonly who: Principal;
  /** The baseline's path, by which people are added and the org is checked. */
  readonly baseline: string;
  /** Where logs of changes go. */
  readonly logFolder: string;
  readonly checks: RunningChecks;
  /** Does one thing at a time that changes the org or reads all of it; throws BUSY while another goes on. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly readOnly: boolean;
  /** Whether people sign in here. */
  readonly signsIn: boolean;
  /** In the order of the navigation. */
  readonly tables: readonly AnyTable[];
}

/** One operation of the API: its place in the document, its door and its work. */
export interface Operation<Params, Body, Answer> {
  readonly method: "get" | "post";
  /** Below /api/v1, parameters in braces: `/alerts/{id}`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Who may; those that change something are for operators, and not there with `--read-only`. */
  readonly role: "viewer" | "operator";
  /** Of the path and the query. */
  readonly params: z.ZodType<Params>;
  /** Null where nothing is sent. */
  readonly body: z.ZodType<Body> | null;
  readonly answer: z.ZodType<Answer>;
  run(input: { readonly params: Params; readonly body: Body }, context: OperationContext): Promise<Answer>;
}

/** An operation whose types are its own business. */
export type AnyOperation = Operation<unknown, unknown, unknown>;

/** Lets an operation have types of its own. */
export const operation = <Params, Body, Answer>(definition: Operation<Params, Body, Answer>): AnyOperation =>
  definition as AnyOperation;
