import type { Message } from "discord.js";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Place } from "../location.ts";
import { freshNonce } from "../outgoing/nonce.ts";
import type { Opened } from "../outgoing/open-thread.ts";
import { payloadOf } from "../outgoing/payload.ts";
import { missingToOpenThread } from "../permissions.ts";
import { EMPTY_PART } from "../render/part.ts";
import type { Incoming } from "./context.ts";
import type { VideoSources } from "./find-video.ts";
import { inPassing } from "./in-passing.ts";
import { sayHowToAsk, whyHere } from "./start-thread.ts";
import { videoLabel, videoName } from "./video/video-label.ts";

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
