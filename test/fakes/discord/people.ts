import { randomBytes } from "node:crypto";
import { attachmentPayload, mentionsIn, messagePayload, placePayload } from "./payloads.ts";
import type { RestContext } from "./rest/context.ts";
import { withInner } from "./rest/layout-form.ts";
import {
  type Component,
  type FakeChannel,
  type FakeFile,
  type FakeInteraction,
  type FakeMessage,
  type FakeUser,
  isForeign,
  isPrivate,
  must,
  type World,
} from "./world.ts";

interface NewFile {
  readonly name: string;
  readonly data: Buffer;
  readonly contentType?: string;
}

interface Saying {
  readonly text?: string;
  /** The text then begins with the bot's name. */
  readonly mention?: boolean;
  readonly files?: readonly NewFile[];
  readonly replyTo?: FakeMessage;
  readonly forwards?: FakeMessage;
}

interface CommandInput {
  readonly video?: NewFile;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** A command as Discord has it. */
interface Offered {
  readonly id?: string;
  readonly options?: readonly { readonly name: string }[];
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[];
}

const OPTION_TYPES = { string: 3, number: 4, boolean: 5 } as const;

/** Does what people do in Discord. Everything reaches the bot over the gateway alone. */
export function createPeople(context: RestContext) {
  const { world, gateway, base } = context;

  const keep = (channel: FakeChannel, { name, data, contentType }: NewFile): FakeFile => {
    const id = world.nextId();
    const type = contentType ?? (name.endsWith(".mp4") ? "video/mp4" : "application/octet-stream");
    const file = { id, name, data, contentType: type, description: null, channel: channel.id, lost: false };
    world.files.set(id, file);
    return file;
  };

  /** For a button: the person whose command posted the message, not the one who presses it. */
  const hostOf = (person: FakeUser, message?: FakeMessage) => {
    const by = [...world.interactions.values()].find(
      ({ reply, followUps }) => message && (reply === message.id || followUps.includes(message.id)),
    );
    return by?.host ?? person.id;
  };

  const ask = (person: FakeUser, channel: FakeChannel, type: number, data: object, message?: FakeMessage) => {
    const interaction: FakeInteraction = {
      id: world.nextId(),
      token: randomBytes(24).toString("base64url"),
      channel: channel.id,
      user: person.id,
      createdAt: world.now(),
      acknowledged: false,
      reply: null,
      whispers: [],
      followUps: [],
      host: isForeign(world, channel) ? hostOf(person, message) : null,
      modal: null,
      message: message?.id ?? null,
    };
    world.interactions.set(interaction.id, interaction);
    const place = placePayload(world, channel, person, interaction.host);
    const { id, token } = interaction;
    const more = message ? { message: messagePayload(world, message, base()) } : {};
    const payload = { id, token, application_id: world.bot.id, type, version: 1, data, ...more, ...place };
    // Whichever shard hears of direct messages hears of places that the bot is no member of.
    gateway.tell("INTERACTION_CREATE", payload, interaction.host === null ? channel.guild : null);
    return interaction;
  };

  const commandNamed = (channel: FakeChannel, name: string, word?: string) => {
    const all = [...(world.commands.get(channel.guild ?? "") ?? []), ...(world.commands.get("global") ?? [])];
    const found = all.find((command) => (command as { name: string }).name === name);
    const { id, options = [], ...places } = must(found as Offered | undefined, name);
    must(isOffered(world, channel, places) || null, `${name} there`);
    if (word !== undefined) must(options.find((option) => option.name === word) ?? null, word);
    return { id };
  };

  return {
    says(person: FakeUser, channel: FakeChannel, saying: Saying): FakeMessage {
      const message = written(context, person, channel, saying, (file) => keep(channel, file));
      world.messages.set(message.id, message);
      gateway.tellMessage("MESSAGE_CREATE", message);
      return message;
    },
    /** The platform tells of a message a second time. */
    retells: (message: FakeMessage) => gateway.tellMessage("MESSAGE_CREATE", message),
    /** `call` has one word, or two as in "cuepoint settings". */
    runs(person: FakeUser, channel: FakeChannel, call: string, input: CommandInput = {}): FakeInteraction {
      const [name = "", word] = call.split(" ");
      const { id } = commandNamed(channel, name, word);
      const file = input.video && keep(channel, input.video);
      const given = Object.entries(input.options ?? {}).map(([option, value]) => ({
        name: option,
        type: OPTION_TYPES[typeof value as keyof typeof OPTION_TYPES],
        value,
      }));
      const own = [...given, ...(file ? [{ name: "video", type: 11, value: file.id }] : [])];
      const options = word === undefined ? own : [{ name: word, type: 1, options: own }];
      const resolved = file && { attachments: { [file.id]: attachmentPayload(world, file, base()) } };
      return ask(person, channel, 2, { id, name, type: 1, options, ...(resolved && { resolved }) });
    },
    /** Picks an entry of the "Apps" menu of a message. */
    picks(person: FakeUser, message: FakeMessage, name: string): FakeInteraction {
      const channel = must(world.channels.get(message.channel), "channel");
      const { id } = commandNamed(channel, name);
      const resolved = { messages: { [message.id]: messagePayload(world, message, base()) } };
      return ask(person, channel, 2, { id, name, type: 3, target_id: message.id, resolved });
    },
    /** Presses the button, or opens the menu and picks a choice, by what is written on it. */
    presses(person: FakeUser, message: FakeMessage, label: string, choice?: string): FakeInteraction {
      const component = componentOf(message, label);
      const value = component.options?.find((option) => option.label === choice)?.value;
      const data = {
        custom_id: component.custom_id,
        component_type: component.type,
        ...(value !== undefined && { values: [value] }),
      };
      const channel = must(world.channels.get(message.channel), "channel");
      return ask(person, channel, 3, data, message);
    },
    /** Fills in the form that a press has opened, and sends it. */
    enters(person: FakeUser, opened: FakeInteraction, choice: string, text = ""): FakeInteraction {
      const modal = must(opened.modal, "form");
      const components = modal.components.map(({ component: { type, custom_id, options } }) => ({
        type: 18,
        component: {
          ...{ type, custom_id },
          value: options
            ? must(
                options.find(({ label }) => label === choice),
                choice,
              ).value
            : text,
        },
      }));
      const channel = must(world.channels.get(opened.channel), "channel");
      const message = must(world.messages.get(opened.message ?? ""), "message");
      return ask(person, channel, 5, { custom_id: modal.custom_id, components }, message);
    },
    deletes(message: FakeMessage): void {
      world.messages.delete(message.id);
      gateway.tellGone(message);
    },
    /** Whom a message of the bot would have pinged: what it names and what it allows, together. */
    pinged(message: FakeMessage): readonly string[] {
      const allowed = message.allowedMentions as { parse?: readonly string[] } | null;
      const parse = allowed?.parse ?? ["users", "roles", "everyone"];
      const { users, roles } = mentionsIn(world, message);
      const everyone = /@(everyone|here)/.exec(message.content);
      return [
        ...(parse.includes("users") ? users.map(({ name }) => name) : []),
        ...(parse.includes("roles") ? roles : []),
        ...(parse.includes("everyone") && everyone ? [everyone[0]] : []),
      ];
    },
  };
}

/** In the picker a command shows only where it says it can be used; those of one guild say nothing. */
function isOffered(world: World, channel: FakeChannel, { contexts, integration_types }: Offered): boolean {
  const context = isPrivate(channel) ? 2 : channel.guild === null ? 1 : 0;
  const install = isForeign(world, channel) ? 1 : 0;
  return !contexts || (contexts.includes(context) && Boolean(integration_types?.includes(install)));
}

function componentOf(message: FakeMessage, label: string): Component {
  const all = withInner(message.components);
  return must(
    all.find((one) => one.label === label || one.placeholder === label),
    label,
  );
}

function written(
  { world }: RestContext,
  person: FakeUser,
  channel: FakeChannel,
  { text = "", mention = false, files = [], replyTo, forwards }: Saying,
  keep: (file: NewFile) => FakeFile,
): FakeMessage {
  return {
    id: world.nextId(),
    channel: channel.id,
    author: person.id,
    content: mention ? `<@${world.bot.id}> ${text}`.trim() : text,
    embeds: [],
    components: [],
    files: files.map(keep),
    flags: 0,
    type: replyTo ? 19 : 0,
    replyTo: replyTo?.id ?? null,
    nonce: null,
    forwarded: forwards ? [forwards] : [],
    allowedMentions: null,
    edits: 0,
  };
}
