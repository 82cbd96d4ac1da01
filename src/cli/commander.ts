import type * as typed from "@commander-js/extra-typings";
import * as commander from "commander";

// The package of types would load commander by itself, and is not there where Plumbline is installed: types come of the
// one, code of the other.
const { Argument, Command, Option } = commander as unknown as typeof typed;

export { Argument, Command, Option };

/** A command, whatever its arguments and flags are. */
export type AnyCommand = typed.CommandUnknownOpts;

/** A command with the arguments and flags that were declared of it so far. */
export type CommandWith<Args extends unknown[], Known extends Flags> = typed.Command<Args, Known>;
export type Flags = typed.OptionValues;

/** Flags as an action of this command gets them. */
export type FlagsOf<Declare extends () => { opts(): unknown }> = ReturnType<ReturnType<Declare>["opts"]>;
