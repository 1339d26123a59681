import type { Message } from "discord.js";
import { type Catalogue, catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { VideoSources } from "../../../src/chat/video-sources.ts";
import type { Location } from "../location.ts";
import type { Opened } from "../outgoing/open-thread.ts";
import { missingToOpenThread, namesOf, type Permission, permissionsIn } from "../permissions.ts";
import { type Incoming, say, tryToSay } from "./context.ts";
import { videoLabel, videoName } from "./find-video.ts";
import type { Deferred } from "./requests.ts";

/** Opens a thread at the reply to a command, and says in the reply where the answer will be. */
export async function openForReply(deferred: Deferred, incoming: Incoming): Promise<string> {
  const { interaction, request, location, words, message } = deferred;
  const { sources } = request;
  const missing = missingToOpenThread(interaction.appPermissions);
  if (missing.length === 0) {
    await tryToSay(deferred.say(words.discord.answerInThread(videoLabel(sources, words))), incoming);
  }
  const { locale } = interaction;
  return startThread({ location, message, sources, locale, missing, say: deferred.say }, incoming);
}

interface Mention {
  readonly message: Message;
  readonly location: Location;
  readonly sources: VideoSources;
  readonly locale: string;
}

/** Opens a thread at the message that mentions the bot. */
export async function openForMention({ message, ...mention }: Mention, incoming: Incoming): Promise<string> {
  const sayHere = (content: string) => say(mention.location.target, content, incoming);
  const permissions = permissionsIn(incoming, message.channelId);
  const missing = permissions ? missingToOpenThread(permissions) : [];
  return startThread({ ...mention, message: message.id, missing, say: sayHere }, incoming);
}

const TO_OPEN: readonly Permission[] = ["CreatePublicThreads", "SendMessagesInThreads"];

interface Start {
  readonly location: Location;
  /** The message that the thread will hang at. */
  readonly message: string;
  readonly sources: VideoSources;
  readonly locale: string;
  readonly missing: readonly Permission[];
  /** Says in the channel why there is no thread. */
  readonly say: (content: string) => Promise<unknown>;
}

/** Returns where the answer will be: the thread, or the channel where there can be none. */
async function startThread(start: Start, incoming: Incoming): Promise<string> {
  const { location, message, sources, locale, missing } = start;
  const words = catalogueFor(locale);
  const label = videoLabel(sources, words);
  if (missing.length > 0) {
    await tryToSay(start.say(words.discord.mayNotOpenThread(label, namesOf(missing, words))), incoming);
    return location.target;
  }
  const { channel } = location;
  const name = videoName(sources, words);
  const opened = await incoming.openThread({
    channel,
    message,
    name,
    fallbackName: words.discord.unnamedVideo,
  });
  if (opened.kind === "refused") {
    incoming.logger.info({ channel, why: opened.why, err: opened.cause }, "no thread was opened");
    await tryToSay(start.say(whyNoThread(opened.why, label, words)), incoming);
    return location.target;
  }
  await sayHowToAsk(opened.thread, words, incoming);
  return opened.thread;
}

type Refusal = Extract<Opened, { kind: "refused" }>["why"];

function whyNoThread(why: Refusal, label: string, words: Catalogue): string {
  if (why === "full") return words.discord.threadsFull(label);
  if (why === "other") return words.discord.noThread(label);
  return words.discord.mayNotOpenThread(label, namesOf(TO_OPEN, words));
}

/** Once, at the thread's beginning, where the bot does not see what people write in it. */
async function sayHowToAsk(thread: string, { discord }: Catalogue, incoming: Incoming): Promise<void> {
  if (!incoming.readsMessages) await tryToSay(say(thread, `-# ${discord.askByCommand}`, incoming), incoming);
}
