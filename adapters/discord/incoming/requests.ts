import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  Message,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { OptionValues } from "../../../src/chat/event.ts";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { VideoSources } from "../../../src/chat/video-sources.ts";
import { refOf } from "../files/open-attachment.ts";
import { isSpoiler, readMessage, withVideo } from "../files/remote-message.ts";
import type { Location } from "../location.ts";
import { isMenuEntry, LINK_OPTION, menuCommand, VIDEO_OPTION } from "../registration/command-payload.ts";
import { linksOf, sourcesOf } from "./find-video.ts";

/** What a person asks for by a slash command or from a message's menu. */
export interface Request {
  readonly definition: CommandDefinition;
  readonly sources: VideoSources;
  readonly options: OptionValues;
}

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** A command that has been answered with "thinking" and knows where it is. */
export interface Deferred {
  readonly interaction: CommandInteraction;
  /** Milliseconds since 1970 by this machine's clock, which need not agree with Discord's. */
  readonly receivedAt: number;
  readonly request: Request;
  readonly location: Location;
  readonly words: Catalogue;
  /** The message that the reply is. */
  readonly message: string;
  /** Replaces the "thinking". */
  say(content: string): Promise<void>;
}

/** Null for a command that an older version of the bot had registered. */
export function requestOf(
  interaction: CommandInteraction,
  commands: readonly CommandDefinition[],
): Request | null {
  if (interaction.isMessageContextMenuCommand()) {
    const definition = isMenuEntry(interaction.commandName) ? menuCommand(commands) : null;
    return definition ? { definition, sources: targetOf(interaction), options: {} } : null;
  }
  const definition = commands.find((command) => isCalled(command, interaction));
  return definition
    ? { definition, sources: givenOf(interaction), options: optionsOf(interaction, definition) }
    : null;
}

function isCalled(
  { name, group }: CommandDefinition,
  { commandName, options }: ChatInputCommandInteraction,
): boolean {
  const word = options.getSubcommand(false);
  return word === null ? group === undefined && name === commandName : group === commandName && name === word;
}

function targetOf({ targetMessage }: MessageContextMenuCommandInteraction): VideoSources {
  return sourcesOf(targetMessage instanceof Message ? withVideo(targetMessage) : readMessage(targetMessage));
}

/** The attachment is in no message that could be asked for it later; its address has to do until it expires. */
function givenOf({ options }: ChatInputCommandInteraction): VideoSources {
  const attachment = options.get(VIDEO_OPTION)?.attachment;
  const link = options.get(LINK_OPTION);
  const hasLink = link?.type === ApplicationCommandOptionType.String && typeof link.value === "string";
  return {
    attachments: attachment
      ? [
          refOf({
            attachment: attachment.id,
            url: attachment.url,
            name: attachment.name,
            size: attachment.size,
            seconds: attachment.duration,
            isSpoiler: isSpoiler(attachment.name, attachment.flags.bitfield),
          }),
        ]
      : [],
    ...(hasLink ? linkOf(String(link.value).trim()) : { links: [] }),
  };
}

/** A link alone, without what was pasted along with it; as it was typed where it is none, so that a wrong one can be shown. */
function linkOf(typed: string): Pick<VideoSources, "links" | "spoilers"> {
  const { links, spoilers = [] } = linksOf(typed);
  const [link] = links;
  if (link === undefined) return { links: [typed] };
  return spoilers.includes(link) ? { links: [link], spoilers: [link] } : { links: [link] };
}

function optionsOf({ options }: ChatInputCommandInteraction, definition: CommandDefinition): OptionValues {
  const values: Record<string, string | number | boolean> = {};
  for (const { name, type } of definition.options) {
    const value = options.get(name)?.value;
    const isFitting = type === "integer" ? Number.isInteger(value) : typeof value === type;
    if (value !== undefined && isFitting) values[name] = value;
  }
  return values;
}
