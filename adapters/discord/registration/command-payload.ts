import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Choice, CommandDefinition, OptionDefinition } from "../../../src/chat/command.ts";
import {
  FALLBACK_LOCALE,
  inEveryLanguage,
  inLanguageOf,
  localeFor,
  type Phrase,
} from "../../../src/chat/locales/locales.ts";

export const VIDEO_OPTION = "video";
export const LINK_OPTION = "link";

const MENU_ENTRY = inEveryLanguage((words) => words.discord.summarizeVideo);

/** In servers that have installed it and in direct messages with the bot. */
const AT_HOME = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** And wherever a person is who has installed it for themselves. No command needs a server: the channel stands in for a thread. */
const EVERYWHERE = {
  contexts: [...AT_HOME.contexts, InteractionContextType.PrivateChannel],
  integration_types: [...AT_HOME.integration_types, ApplicationIntegrationType.UserInstall],
};

/** Everything that people can call, as Discord registers it. */
export function commandPayloads(
  commands: readonly CommandDefinition[],
  { forPeople }: { readonly forPeople: boolean },
): RESTPostAPIApplicationCommandsJSONBody[] {
  const places = forPeople ? EVERYWHERE : AT_HOME;
  const menu = menuCommand(commands) ? [menuPayload()] : [];
  // A button's command means nothing without its message.
  const typed = commands.filter(({ about }) => about !== "message");
  const alone = typed.filter(({ group }) => group === undefined);
  const groups = new Set(typed.flatMap(({ group }) => group ?? []));
  const grouped = [...groups].map((group) => groupPayload(group, typed));
  return [...alone.map(slashPayload), ...grouped, ...menu].map((command) => ({ ...command, ...places }));
}

/** The command behind the entry of a message's menu: the first that wants a video and can do without options. */
export function menuCommand(commands: readonly CommandDefinition[]): CommandDefinition | null {
  const isComplete = ({ needsVideo, options }: CommandDefinition) =>
    needsVideo && options.every(({ required }) => !required);
  return commands.find(isComplete) ?? null;
}

export function isMenuEntry(name: string): boolean {
  return name === MENU_ENTRY[FALLBACK_LOCALE];
}

function slashPayload(command: CommandDefinition): RESTPostAPIApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.ChatInput, ...wordPayload(command) };
}

/** "/cuepoint settings". Discord shows the descriptions of the second words alone. */
function groupPayload(
  group: string,
  commands: readonly CommandDefinition[],
): RESTPostAPIApplicationCommandsJSONBody {
  const options = commands
    .filter((command) => command.group === group)
    .map((command) => ({ type: ApplicationCommandOptionType.Subcommand as const, ...wordPayload(command) }));
  return { type: ApplicationCommandType.ChatInput, name: group, description: group, options };
}

function wordPayload(command: CommandDefinition) {
  const own = command.options.map(optionPayload);
  const options = command.needsVideo ? [...videoOptions(), ...own] : own;
  return {
    name: command.name,
    ...described(command.description),
    // Discord refuses a required option after an optional one.
    options: options.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false)),
  };
}

function menuPayload(): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.Message,
    name: MENU_ENTRY[FALLBACK_LOCALE],
    name_localizations: localized(MENU_ENTRY),
  };
}

function videoOptions(): APIApplicationCommandBasicOption[] {
  return [
    {
      type: ApplicationCommandOptionType.Attachment,
      name: VIDEO_OPTION,
      ...described(inEveryLanguage((words) => words.discord.videoOption)),
      // Discord only looks at the names of the files. What a file really is shows when it is opened.
      file_types: ["video", "audio"],
    },
    {
      type: ApplicationCommandOptionType.String,
      name: LINK_OPTION,
      ...described(inEveryLanguage((words) => words.discord.linkOption)),
    },
  ];
}

function optionPayload(option: OptionDefinition): APIApplicationCommandBasicOption {
  const { name, min, max, required } = option;
  const base = { name, ...described(option.description), ...(required && { required }) };
  switch (option.type) {
    case "integer":
      return {
        ...base,
        type: ApplicationCommandOptionType.Integer,
        ...(min !== undefined && { min_value: min }),
        ...(max !== undefined && { max_value: max }),
      };
    case "boolean":
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case "string":
      return {
        ...base,
        type: ApplicationCommandOptionType.String,
        ...(option.choices && { choices: option.choices.map(choicePayload) }),
      };
  }
}

function choicePayload({ value, label }: Choice) {
  return { value, name: label[FALLBACK_LOCALE], name_localizations: localized(label) };
}

/** Nothing is cut: a test checks that each text fits in every language. */
function described(phrase: Phrase) {
  return { description: phrase[FALLBACK_LOCALE], description_localizations: localized(phrase) };
}

/** Discord's own languages in which a phrase differs from the fallback. */
const LOCALIZED = Object.values(Locale).filter((locale) => localeFor(locale) !== FALLBACK_LOCALE);

function localized(phrase: Phrase): Partial<Record<Locale, string>> {
  return Object.fromEntries(LOCALIZED.map((locale) => [locale, inLanguageOf(locale, phrase)]));
}
