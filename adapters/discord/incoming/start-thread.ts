import type { Message } from "discord.js";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Place } from "../location.ts";
import { freshNonce } from "../outgoing/nonce.ts";
import type { Opened } from "../outgoing/open-thread.ts";
import { payloadOf } from "../outgoing/payload.ts";
import { missingToOpenThread, namesOf } from "../permissions.ts";
import { EMPTY_PART } from "../render/part.ts";
import { type Incoming, inPassing } from "./context.ts";
import { type VideoSources, videoLabel, videoName } from "./find-video.ts";
import type { Deferred } from "./requests.ts";

/**
 * Opens a thread at the reply and says in the reply where the answer comes. Returns where that is: the thread,
 * or the channel where there may be none.
 */
export async function openForReply(deferred: Deferred, incoming: Incoming): Promise<string> {
  const { interaction, request, place, words, message } = deferred;
  const say = (content: string) => inPassing(deferred.say(content), incoming);
  const label = videoLabel(request.sources, words);
  const missing = missingToOpenThread(interaction.appPermissions);
  if (missing.length > 0) {
    await say(words.discord.mayNotOpenThread(label, namesOf(missing, words)));
    return place.target;
  }
  await say(words.discord.answerInThread(label));
  const opened = await incoming.openThread({
    channel: place.channel,
    message,
    name: videoName(request.sources, words),
    fallbackName: words.discord.unnamedVideo,
  });
  if (opened.kind === "refused") {
    incoming.logger.info(
      { channel: place.channel, why: opened.why, err: opened.cause },
      "no thread was opened",
    );
    await say(whyHere(opened.why, label, interaction.locale));
    return place.target;
  }
  await sayHowToAsk(opened.thread, interaction.locale, incoming);
  return opened.thread;
}

/** The sentence for the channel when the answer comes there and not in a thread. */
function whyHere(why: Extract<Opened, { kind: "refused" }>["why"], label: string, locale: string): string {
  const words = catalogueFor(locale);
  if (why === "full") return words.discord.threadsFull(label);
  if (why === "other") return words.discord.noThread(label);
  return words.discord.mayNotOpenThread(
    label,
    namesOf(["CreatePublicThreads", "SendMessagesInThreads"], words),
  );
}

/** Once, at the thread's beginning, where the bot does not see what people write in it. */
async function sayHowToAsk(thread: string, locale: string, incoming: Incoming): Promise<void> {
  if (incoming.readsMessages) return;
  const content = `-# ${catalogueFor(locale).discord.askByCommand}`;
  await inPassing(incoming.api.create(thread, payloadOf({ ...EMPTY_PART, content }), freshNonce()), incoming);
}

interface Mention {
  readonly message: Message;
  readonly place: Place;
  readonly sources: VideoSources;
  readonly locale: string;
}

/** Opens a thread at the message that mentions the bot; returns it, or the channel where there may be none. */
export async function openForMention(mention: Mention, incoming: Incoming): Promise<string> {
  const { message, place, sources, locale } = mention;
  const words = catalogueFor(locale);
  const opened = mayOpen(message)
    ? await incoming.openThread({
        channel: place.channel,
        message: message.id,
        name: videoName(sources, words),
        fallbackName: words.discord.unnamedVideo,
      })
    : FORBIDDEN;
  if (opened.kind === "opened") {
    await sayHowToAsk(opened.thread, locale, incoming);
    return opened.thread;
  }
  if (opened.cause)
    incoming.logger.info({ channel: place.channel, err: opened.cause }, "no thread was opened");
  const content = whyHere(opened.why, videoLabel(sources, words), locale);
  await inPassing(
    incoming.api.create(place.target, payloadOf({ ...EMPTY_PART, content }), freshNonce()),
    incoming,
  );
  return place.target;
}

const FORBIDDEN: Opened = { kind: "refused", why: "forbidden", cause: undefined };

function mayOpen({ channel, client }: Message): boolean {
  if (channel.isDMBased()) return false;
  const permissions = channel.permissionsFor(client.user);
  return permissions === null || missingToOpenThread(permissions).length === 0;
}
