import { type Message, MessageReferenceType, MessageType } from "discord.js";
import type { MessageEvent } from "../../../src/chat/event.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { type FoundVideo, findVideo, isEmpty } from "../../../src/chat/video-sources.ts";
import { withVideo } from "../files/remote-message.ts";
import { type Location, threadIdOf } from "../location.ts";
import { missingToAnswer, namesOf, permissionsIn } from "../permissions.ts";
import { rightsIn } from "./access.ts";
import { type Incoming, say } from "./context.ts";
import { sourcesIn, sourcesOf, starterSources } from "./find-video.ts";
import { openForMention } from "./start-thread.ts";
import { plainWords } from "./text.ts";

/** A person wrote. It becomes an event where it is for the bot, or stands in a thread that the core may know. */
export async function onMessage(message: Message, incoming: Incoming): Promise<void> {
  if (message.author.bot || message.webhookId || !isWords(message)) return;
  const mentioned = isMentioned(message);
  const isDirect = message.channel.isDMBased();
  const isInThread = message.channel.isThread() && incoming.readsMessages;
  const isForBot = mentioned || isDirect;
  if (!isForBot && !isInThread) return;
  const location = await incoming.locations.find(message.channelId);
  if (!incoming.mayUse(location, rolesOf(message))) return;
  if (incoming.refusals.isSilent(location.target)) return;
  const locale = localeOf(message, incoming);
  if (mentioned && (await isMuteIn(message, location, locale, incoming))) return;
  if (isForBot) void showTyping(location, incoming);

  const sources = await sourcesFor(message, location, isForBot, incoming);
  if (isBlind(message, location, sources, incoming)) {
    await say(location.target, catalogueFor(locale).discord.cannotSeeOthersFiles, incoming);
    return;
  }
  const opensThread = mentioned && location.opensThreads && !isEmpty(sources);
  // The thread would be for a refusal alone.
  const target =
    opensThread && (await isAdmitted(message, location, incoming))
      ? await openForMention({ message, location, sources, locale }, incoming)
      : location.target;
  const event = eventOf(message, { ...location, target }, { sources, mentioned, locale });
  incoming.locales.answering(event.thread, locale);
  incoming.requesters.set(event.thread, { user: event.author, locale, askedAt: incoming.now() });
  await incoming.dispatch(event);
}

function rolesOf({ member }: Message): readonly string[] {
  return [...(member?.roles.cache.keys() ?? [])];
}

/** Not "pinned a message" and its like, and no message that only forwards another. */
function isWords({ type }: Message): boolean {
  return type === MessageType.Default || type === MessageType.Reply;
}

/** By its name, or by the role of the same name that Discord made for it: people cannot tell them apart. */
function isMentioned({ client, mentions }: Message): boolean {
  const isOwnRole = mentions.roles.some((role) => role.tags?.botId === client.user.id);
  return mentions.users.has(client.user.id) || isOwnRole;
}

function localeOf({ author, guild }: Message, incoming: Incoming): string {
  return incoming.locales.ofPerson(author.id) ?? guild?.preferredLocale ?? "en-US";
}

/** Shows at once that the bot has noticed, before anything is looked up. If it fails, nothing else does. */
async function showTyping({ target }: Location, { api, logger }: Incoming): Promise<void> {
  try {
    await api.typing(target);
  } catch (error) {
    logger.debug({ err: error, channel: target }, "could not show that the bot has noticed a message");
  }
}

/** Where the bot may not post, it says so to the person in private, once an hour for a channel. */
async function isMuteIn(
  message: Message,
  location: Location,
  locale: string,
  incoming: Incoming,
): Promise<boolean> {
  const permissions = permissionsIn(incoming, message.channelId);
  const missing = permissions ? missingToAnswer(permissions, location.kind) : [];
  if (missing.length === 0) return false;
  incoming.refusals.refused(location.target, namesOf(missing, catalogueFor("en")));
  const words = catalogueFor(locale);
  const content = words.discord.permissionsMissing(`<#${location.target}>`, namesOf(missing, words));
  try {
    await say(await incoming.api.direct(message.author.id), content, incoming);
  } catch (error) {
    incoming.logger.debug({ err: error }, "a person could not be told in private");
  }
  return true;
}

/** Its own videos; where it is for the bot, else those of the message that it replies to, else those of the thread's first. */
async function sourcesFor(
  message: Message,
  location: Location,
  isForBot: boolean,
  incoming: Incoming,
): Promise<FoundVideo> {
  const above = replyTo(message);
  const others = [
    async () => (above ? sourcesIn(message.channelId, above, incoming) : null),
    async () => (location.kind === "thread" ? starterSources(location, incoming) : null),
  ];
  return findVideo(sourcesOf(withVideo(message)), isForBot ? others : []);
}

function replyTo({ reference }: Message): string | null {
  return reference?.type === MessageReferenceType.Default ? (reference.messageId ?? null) : null;
}

/**
 * Without the intent Discord hides the files of messages that do not mention the bot, so that "no file" may only
 * mean "not for your eyes". In a thread the words may still be a question about a video that is known.
 */
function isBlind(message: Message, location: Location, sources: FoundVideo, incoming: Incoming): boolean {
  return (
    !incoming.readsMessages && location.kind === "channel" && isEmpty(sources) && replyTo(message) !== null
  );
}

interface Told {
  readonly sources: FoundVideo;
  readonly mentioned: boolean;
  readonly locale: string;
}

function isAdmitted(message: Message, location: Location, incoming: Incoming): Promise<boolean> {
  return incoming.isAdmitted({
    ...rightsOfAuthor(message, location),
    thread: threadIdOf(location),
    author: message.author.id,
  });
}

function rightsOfAuthor(message: Message, location: Location) {
  const { channel, member } = message;
  const permissions = channel.isDMBased() || !member ? null : channel.permissionsFor(member);
  return rightsIn(location, permissions, rolesOf(message));
}

function eventOf(message: Message, location: Location, { sources, mentioned, locale }: Told): MessageEvent {
  const { author, client, content, guild, id, mentions } = message;
  const ownRole = guild?.roles.botRoleFor(client.user);
  const own = [client.user.id, ...(ownRole ? [ownRole.id] : [])];
  const nameOf = (other: string) =>
    mentions.members?.get(other)?.displayName ??
    mentions.users.get(other)?.displayName ??
    mentions.roles.get(other)?.name ??
    mentions.channels
      .map((one) => one)
      .find((one) => one.id === other && "name" in one)
      ?.toString() ??
    null;
  return {
    type: "message",
    id,
    thread: threadIdOf(location),
    author: author.id,
    ...rightsOfAuthor(message, location),
    locale,
    text: plainWords(content, { own, nameOf }),
    mentioned,
    isDirect: location.kind === "direct",
    ...sources,
  };
}
