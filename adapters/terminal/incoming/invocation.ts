import { parseArgs } from "node:util";
import { type CommandDefinition, chosen, type OptionDefinition } from "../../../src/chat/command.ts";
import type { OptionValues } from "../../../src/chat/event.ts";
import { CuepointError, type ErrorDetails } from "../../../src/errors.ts";

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: "help"; readonly command: CommandDefinition | null }
  | { readonly kind: "version" }
  | {
      readonly kind: "run";
      readonly command: CommandDefinition;
      readonly files: readonly string[];
      readonly options: OptionValues;
      /** Where the results go, as typed; null for the usual place. */
      readonly out: string | null;
      /** Where a lecture's slides go, as typed; null where they are not asked for. */
      readonly slides: string | null;
      readonly json: boolean;
    };

type OptionType = OptionDefinition["type"];

/** Options that only a terminal has: where results go, for what has any; of a summary the bare data, and where slides go. */
function ownOptions(command: CommandDefinition): readonly (readonly [string, OptionType])[] {
  const out = hasResults(command) ? [["out", "string"] as const] : [];
  const json = command.needsVideo ? [["json", "boolean"] as const, ["slides", "string"] as const] : [];
  return [...out, ...json, ["help", "boolean"]];
}

/** Throws CuepointError "usage"; its details name the fault, and the command where one was recognised. */
export function parseInvocation(argv: readonly string[], commands: readonly CommandDefinition[]): Invocation {
  const [first, ...rest] = argv;
  if (first === undefined) throw new CuepointError("usage", { what: "no-command" });
  if (first === "--help" || first === "-h") return { kind: "help", command: null };
  if (first === "--version") return { kind: "version" };
  const named = (name: string | undefined) =>
    commands.filter(worksHere).find((command) => command.name === name);
  if (first === "help") return { kind: "help", command: named(rest[0]) ?? null };
  const command = named(first);
  if (command) return parseCommand(command, rest);
  throw first.startsWith("-")
    ? new CuepointError("usage", { what: "unknown-option", option: first })
    : new CuepointError("usage", { what: "unknown-command", value: first });
}

function parseCommand(command: CommandDefinition, argv: readonly string[]): Invocation {
  const { values, positionals } = readArguments(command, argv);
  const { out, json, help, slides, ...given } = values;
  // The command hears only that they are wanted.
  const named = slides === undefined ? given : { ...given, slides: true };
  if (help === true) return { kind: "help", command };
  const use = fileUseOf(command);
  if (use !== "none" && positionals.length === 0) throw fault(command, { what: "no-video" });
  const isList = use === "several";
  const fileCount = use === "one" ? 1 : 0;
  return {
    kind: "run",
    command,
    files: isList ? positionals : positionals.slice(0, fileCount),
    options: isList ? named : withPositionals(command, named, positionals.slice(fileCount)),
    out: typeof out === "string" ? out : null,
    slides: typeof slides === "string" ? slides : null,
    json: json === true,
  };
}

/** What follows the file: the values of the options that need no name, in their order, and nothing after them. */
function withPositionals(
  command: CommandDefinition,
  named: Record<string, string | number | boolean>,
  given: readonly string[],
): OptionValues {
  const awaited = positionalsOf(command).filter(({ name }) => named[name] === undefined);
  if (awaited.at(-1)?.takesRest && given.length > awaited.length) {
    const last = awaited.length - 1;
    return withPositionals(command, named, [...given.slice(0, last), given.slice(last).join(" ")]);
  }
  const surplus = given[awaited.length];
  if (surplus !== undefined) throw fault(command, { what: "surplus-argument", value: surplus });
  const values = { ...named };
  for (const [i, option] of awaited.entries()) {
    const value = given[i] ?? "";
    if (value.trim() !== "") values[option.name] = value;
    else if (option.required)
      throw fault(command, { what: "missing-argument", example: option.example ?? option.name });
  }
  return values;
}

function readArguments(command: CommandDefinition, argv: readonly string[]) {
  const definitions = new Map(command.options.map((option) => [option.name, option]));
  const types = new Map([
    ...command.options.map(({ name, type }) => [name, type] as const),
    ...ownOptions(command),
  ]);
  // Not strict: its errors carry their facts in English prose only, so the tokens are checked here.
  const { tokens } = parseArgs({
    args: [...argv],
    options: parserOptions(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string | number | boolean> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const type = types.get(token.name);
    if (!type) throw fault(command, { what: "unknown-option", option: argv[token.index] ?? token.rawName });
    values[token.name] = readValue(command, type, token, definitions.get(token.name));
  }
  return { values, positionals };
}

function parserOptions(types: ReadonlyMap<string, OptionType>) {
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = {};
  for (const [name, type] of types) options[name] = { type: type === "boolean" ? "boolean" : "string" };
  return { ...options, help: { type: "boolean", short: "h" } as const };
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function readValue(
  command: CommandDefinition,
  type: OptionType,
  { rawName, value, inlineValue }: OptionToken,
  definition: OptionDefinition | undefined,
): string | number | boolean {
  if (type === "boolean") {
    if (value !== undefined) throw fault(command, { what: "unwanted-value", option: rawName });
    return true;
  }
  // "--from --to 5:00" forgot a value; "--from=-x" means it.
  const isForgotten = value === undefined || value === "" || (!inlineValue && value.startsWith("-"));
  if (isForgotten) throw fault(command, { what: "missing-value", option: rawName });
  if (type === "string") return readChoice(command, rawName, value, definition);
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = definition ?? {};
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw fault(command, { what: "not-a-number", option: rawName, min, max });
  }
  return number;
}

function readChoice(
  command: CommandDefinition,
  option: string,
  value: string,
  definition: OptionDefinition | undefined,
): string {
  const choice = definition ? chosen(definition, value) : value;
  if (choice !== null) return choice;
  const choices = (definition?.choices ?? []).map((one) => one.value).join(", ");
  throw fault(command, { what: "not-a-choice", option, value, choices });
}

function fault(command: CommandDefinition, details: ErrorDetails<"usage">) {
  return new CuepointError("usage", { ...details, command: command.name });
}

/** How many files a command takes here: each becomes a thread, and without a file there is no telling which is meant. */
type FileUse = "several" | "one" | "none";

export function fileUseOf({ needsVideo, about }: CommandDefinition): FileUse {
  if (needsVideo) return "several";
  return about === "thread" ? "one" : "none";
}

/** Whether it makes sense without buttons. */
export function worksHere({ about }: CommandDefinition): boolean {
  return about !== "message";
}

/** Whether it leaves files behind: an answer its pictures, a summary its report. */
export function hasResults(command: CommandDefinition): boolean {
  return command.needsVideo || command.hasFiles === true;
}

/** The options that follow the file without their names. */
export function positionalsOf({ options }: CommandDefinition): readonly OptionDefinition[] {
  return options.filter(({ positional }) => positional);
}
