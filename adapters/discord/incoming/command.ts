import type { CommandEvent } from "../../../src/chat/event.ts";
import { type Catalogue, catalogueFor } from "../../../src/chat/locales/locales.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { isEmpty, NO_VIDEO, type VideoSources } from "../../../src/chat/video-sources.ts";
import type { PendingReply } from "../connection/interactions.ts";
import { type Location, threadIdOf } from "../location.ts";
import { escapeText } from "../render/escape.ts";
import { EMPTY_PART } from "../render/part.ts";
import { payloadOf } from "../rest/api.ts";
import { objectionTo, rightsOf } from "./access.ts";
import { type Incoming, noteRequest, tryToSay } from "./context.ts";
import { starterSources, videoLabel } from "./find-video.ts";
import { findPlace, knownPlace } from "./place.ts";
import { type CommandInteraction, type Deferred, type Request, requestOf } from "./requests.ts";
import { openForReply } from "./start-thread.ts";

/** A person gave a slash command or chose it from a message's menu. It is answered before the event is made. */
export async function onCommand(interaction: CommandInteraction, incoming: Incoming): Promise<void> {
  const receivedAt = incoming.now();
  const words = catalogueFor(interaction.locale);
  const request = requestOf(interaction, incoming.commands);
  const known = knownPlace(interaction, incoming);
  const objection = request
    ? known && (objectionTo(interaction, known, incoming, words) ?? lackOf(request, known, words))
    : words.discord.unknownCommand;
  if (!request || objection) {
    await incoming.acknowledge.whisper(interaction, objection ?? words.discord.unknownCommand);
    return;
  }
  // Whatever may take a while comes after this: Discord waits three seconds.
  const message = await incoming.acknowledge.defer(interaction);
  const say = (content: string) =>
    incoming.api.editReply(interaction.token, message, payloadOf({ ...EMPTY_PART, content }));
  const location = known ?? (await findPlace(interaction, incoming));
  const lateObjection = known ? null : objectionTo(interaction, location, incoming, words);
  if (lateObjection) await say(lateObjection);
  else await pass({ interaction, receivedAt, request, location, words, message, say }, incoming);
}

/** Only the person who asked sees what is missing, where nothing has to be looked up for it. */
function lackOf({ definition, sources }: Request, location: Location, { discord }: Catalogue): string | null {
  return definition.needsVideo && isEmpty(sources) && location.kind !== "thread"
    ? discord.noVideoGiven
    : null;
}

async function pass(deferred: Deferred, incoming: Incoming): Promise<void> {
  const { request, location, say } = deferred;
  const sources = await sourcesFor(request, location, incoming);
  const full = { ...deferred, request: { ...request, sources } };
  if (request.definition.needsVideo && isEmpty(sources)) {
    await say(deferred.words.discord.noVideoGiven);
    return;
  }
  if (request.definition.needsVideo && location.opensThreads) {
    if (!(await isAdmitted(deferred, incoming))) {
      await say(deferred.words.error("not-allowed", {}));
      return;
    }
    const target = await openForReply(full, incoming);
    await dispatch(full, { ...location, target }, incoming);
    return;
  }
  const question = questionOf(request);
  if (question) {
    await tryToSay(say(question), incoming);
    await dispatch(full, location, incoming);
  } else {
    await dispatchWithReply(full, incoming);
  }
}

function isAdmitted({ interaction, location }: Deferred, incoming: Incoming): Promise<boolean> {
  const rights = rightsOf(interaction, location);
  return incoming.isAdmitted({ ...rights, thread: threadIdOf(location), author: interaction.user.id });
}

/** In a thread under a video the video need not be named again. */
async function sourcesFor(
  { definition, sources }: Request,
  location: Location,
  incoming: Incoming,
): Promise<VideoSources> {
  const isNamed = !definition.needsVideo || !isEmpty(sources);
  return isNamed || location.kind !== "thread"
    ? sources
    : ((await starterSources(location, incoming)) ?? NO_VIDEO);
}

const QUESTION_LENGTH = 1500;

/** Others in the channel do not see what was typed into a command, so the reply says it; empty without words. */
function questionOf({ definition, options }: Request): string {
  if (definition.needsVideo) return "";
  const isOneOfMany = definition.group !== undefined;
  const typed = definition.options.flatMap(({ name }) => {
    const value = options[name];
    if (value === undefined) return [];
    return typeof value === "boolean" ? [name] : [isOneOfMany ? `${name} ${value}` : value];
  });
  const text = escapeText(shorten(typed.join(" "), QUESTION_LENGTH));
  return text.replace(/^(?=.)/gm, "> ");
}

/** What the command says first becomes the reply itself. */
async function dispatchWithReply(deferred: Deferred, incoming: Incoming): Promise<void> {
  const { interaction, receivedAt, request, location, words, message, say } = deferred;
  const reply: PendingReply = {
    token: interaction.token,
    message,
    createdAt: receivedAt,
    bytesPerFile: interaction.attachmentSizeLimit,
    async settle() {
      const label = videoLabel(request.sources, words);
      const settled = request.definition.needsVideo
        ? say(words.discord.lookingAt(label))
        : removeReply(deferred, incoming);
      await settled.catch((error: unknown) =>
        incoming.logger.debug({ err: error }, "a reply stayed unanswered"),
      );
    },
  };
  await incoming.replies.within(reply, () => dispatch(deferred, location, incoming));
}

function removeReply({ interaction, message }: Deferred, { ownRemovals, api }: Incoming): Promise<void> {
  ownRemovals.set(message, true);
  return api.removeReply(interaction.token);
}

async function dispatch(deferred: Deferred, location: Location, incoming: Incoming): Promise<void> {
  const { interaction, request, message } = deferred;
  const thread: ThreadId = threadIdOf(location);
  await noteRequest(interaction, location, incoming);
  const event: CommandEvent = {
    type: "command",
    // The reply is the message that stands for the command: its end is the command's end.
    id: message,
    command: request.definition.name,
    thread,
    author: interaction.user.id,
    ...rightsOf(interaction, location),
    locale: interaction.locale,
    ...request.sources,
    options: request.options,
  };
  await incoming.dispatch(event);
}
