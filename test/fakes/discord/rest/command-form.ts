import { Locale } from "discord.js";
import { z } from "zod";
import { refusals } from "../api-error.ts";

// https://docs.discord.com/developers/interactions/application-commands#application-command-object

/** "Localization dictionary": the keys are Discord's own locales, the values follow the rules of the field. */
const inLocales = (text: z.ZodType<string>) =>
  z.partialRecord(z.enum(Object.values(Locale) as [Locale, ...Locale[]]), text).nullish();

/** "Application Command Naming"; what has a lower case is written in it. The page allows an apostrophe too, discord-api-types does not. */
const word = z
  .string()
  .regex(/^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), "in lower case");
const words = (limit: number) => z.string().min(1).max(limit);

const named = { name: word, name_localizations: inLocales(word) };
const described = { description: words(100), description_localizations: inLocales(words(100)) };

const choice = z.strictObject({
  name: words(100),
  name_localizations: inLocales(words(100)),
  value: z.string().max(100),
});

const option = z.strictObject({
  ...{ type: z.number().int().min(3).max(11), ...named, ...described },
  required: z.boolean().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  choices: z.array(choice).max(25).optional(),
  // discord-api-types, APIApplicationCommandAttachmentOption: at most ten, groups of types or endings of names.
  file_types: z
    .array(z.union([z.enum(["image", "video", "audio"]), z.string().regex(/^\.[a-z\d]+$/)]))
    .max(10)
    .optional(),
});

/** The second word of a command, with options of its own. */
const subcommand = z.strictObject({
  ...{ type: z.literal(1), ...named, ...described },
  options: z.array(option).max(25).default([]),
});

const places = {
  contexts: z.array(z.number().int().min(0).max(2)).min(1).optional(),
  integration_types: z.array(z.number().int().min(0).max(1)).min(1).optional(),
};

const slash = z.strictObject({
  ...{ type: z.literal(1), ...named, ...described, ...places },
  options: z.union([z.array(subcommand).min(1).max(25), z.array(option).max(25)]).default([]),
});

/** "USER and MESSAGE commands may be mixed case and can include spaces." */
const menu = z.strictObject({
  ...{ type: z.literal(3), ...places },
  ...{ name: words(32), name_localizations: inLocales(words(32)) },
});

export type CommandForm = z.infer<typeof slash> | z.infer<typeof menu>;

/** Throws as the API does where a command breaks one of its rules. */
export function readCommandForms(body: unknown, forPeople = true): readonly CommandForm[] {
  const parsed = z.array(z.discriminatedUnion("type", [slash, menu])).safeParse(body);
  if (!parsed.success) throw refusals.invalidForm("0", "INVALID", parsed.error.message);
  const all = parsed.data;
  checkNumbers(all);
  // "as long as any included contexts are already supported on the application-level"
  if (!forPeople && all.some((one) => one.integration_types?.includes(1))) {
    throw refusals.invalidForm("integration_types", "APPLICATION_COMMAND_INTEGRATION_TYPES", "not supported");
  }
  for (const command of all) {
    checkSize(command);
    if (command.type === 1) checkOptions(command.options);
  }
  return all;
}

/** "An app can have the following number of commands", and "command names are unique per application, per type". */
function checkNumbers(all: readonly CommandForm[]): void {
  const ofType = (type: number) => all.filter((one) => one.type === type).map(({ name }) => name);
  for (const [names, most] of [[ofType(1), 100] as const, [ofType(3), 15] as const]) {
    if (names.length > most) throw refusals.invalidForm("0", "APPLICATION_COMMANDS_MAX", `${most} at most`);
    if (new Set(names).size < names.length) {
      throw refusals.invalidForm("0", "APPLICATION_COMMANDS_DUPLICATE_NAME", "names differ");
    }
  }
}

type Options = readonly (z.infer<typeof option> & { readonly options?: Options })[];

function checkOptions(options: Options): void {
  const { invalidForm } = refusals;
  const names = options.map(({ name }) => name);
  // "`name` must be unique within an array of application command options."
  if (new Set(names).size < names.length) {
    throw invalidForm("options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "names differ");
  }
  // "Required `options` must be listed before optional `options`."
  const firstOptional = options.findIndex(({ required }) => !required);
  if (options.some(({ required }, at) => required && firstOptional >= 0 && at > firstOptional)) {
    throw invalidForm("options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "order");
  }
  // Only of an attachment.
  if (options.some(({ file_types, type }) => file_types && type !== 11)) {
    throw invalidForm("options", "APPLICATION_COMMAND_OPTION_FILE_TYPES_INVALID", "file_types");
  }
  for (const { options: own } of options) if (own) checkOptions(own);
}

const MOST_CHARACTERS = 8000;

/**
 * "Slash commands can have a maximum of 8000 characters for combined name, description, and value properties for each command, its
 * options (including subcommands and groups), and choices. When localization fields are present, only the longest localization for
 * each field (including the default value) is counted towards the size limit."
 */
function checkSize(command: CommandForm): void {
  const size = sizeOf(command);
  if (size > MOST_CHARACTERS) {
    throw refusals.invalidForm("0", "APPLICATION_COMMAND_TOO_LARGE", `${size} characters, 8000 at most`);
  }
}

interface Sized {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description?: string;
  readonly description_localizations?: Localized;
  readonly value?: string;
  readonly options?: readonly Sized[];
  readonly choices?: readonly Sized[] | undefined;
}

type Localized = Partial<Record<Locale, string>> | null | undefined;

export function sizeOf({ options = [], choices = [], ...own }: Sized): number {
  const longest = (text = "", localized: Localized) =>
    Math.max(text.length, ...Object.values(localized ?? {}).map((one) => one.length));
  const name = longest(own.name, own.name_localizations);
  const description = longest(own.description, own.description_localizations);
  const inside = [...options, ...choices].reduce((sum, one) => sum + sizeOf(one), 0);
  return name + description + (own.value?.length ?? 0) + inside;
}
