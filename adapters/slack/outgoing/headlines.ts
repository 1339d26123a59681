import { LRUCache } from "lru-cache";
import { z } from "zod";
import { type Headline, headlineOf, isNews, type Line } from "../../../src/chat/delivery/headline.ts";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure } from "../errors.ts";
import { context, section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import { ASKED_EVENT, keyOf, type Location, type SlackApi, type Wording } from "../web/api.ts";
import type { EditPace } from "./rates.ts";

/** The message in a channel by which the bot opened a thread for a slash command. */
interface Asked {
  readonly line: Line;
  /** Who asked for what, as mrkdwn. */
  readonly words: string;
}

/** Changes that message once the outcome is known, for people who see only the channel. Never rejects. */
export interface Headlines {
  /** What the thread began with, so that Slack need not be asked; null where a person wrote it. */
  began(location: Location, words: string | null): void;
  show(location: Location, message: OutgoingMessage): Promise<void>;
}

export interface HeadlinesOptions {
  readonly api: Pick<SlackApi, "replies" | "update">;
  readonly editPace: EditPace;
  readonly ownUser: () => Promise<string>;
  readonly logger: Logger;
}

const REMEMBERED = 1000;
/** Before escaping, which may make it longer. */
const WORDS_LENGTH = 300;
const NOT_OURS: Asked = { line: "none", words: "" };

export function createHeadlines({ api, editPace, ownUser, logger }: HeadlinesOptions): Headlines {
  const known = new LRUCache<string, Asked>({ max: REMEMBERED });
  // The last progress of a job comes right after its summary, and must not replace the title.
  const inTurn = createKeyedQueue();

  const tell = async (location: Location, headline: Headline) => {
    const key = keyOf(location);
    const asked = known.get(key) ?? (await readAsked(location, api, ownUser));
    known.set(key, asked);
    if (!isNews(headline, asked.line)) return;
    const wording = wordingOf(headline, asked);
    await editPace.run(
      () => true,
      () => api.update(location.channel, location.thread, wording),
    );
    known.set(key, { ...asked, line: "told" });
  };

  return {
    began(location, words) {
      known.set(keyOf(location), words === null ? NOT_OURS : { line: "new", words });
    },
    async show(location, message) {
      const headline = headlineOf(message);
      // Slack cannot cover a text as a spoiler.
      if (headline === null || headline.isCovered) return;
      try {
        await inTurn(keyOf(location), () => tell(location, headline));
      } catch (error) {
        const reason = readFailure(error)?.reason;
        logger.debug({ reason }, "the channel keeps the line with which a thread began");
      }
    },
  };
}

function wordingOf({ text, isTitle }: Headline, { words }: Asked): Wording {
  const told = toMrkdwn(shorten(toOneLine(text), WORDS_LENGTH));
  const blocks = [section(isTitle ? `*${told}*` : told), context(words)];
  return { blocks, text: `${told}\n${words}` };
}

const opening = z.object({
  user: z.string(),
  metadata: z.object({
    event_type: z.literal(ASKED_EVENT),
    event_payload: z.object({ words: z.string() }),
  }),
  blocks: z.array(z.unknown()),
});

/** As another process has left it. Only messages that opened a thread for a command are changed, not others of ours. */
async function readAsked(
  { channel, thread }: Location,
  api: Pick<SlackApi, "replies">,
  ownUser: () => Promise<string>,
): Promise<Asked> {
  const { messages = [] } = await api.replies({ channel, ts: thread, limit: 1, include_all_metadata: true });
  const root = opening.safeParse(messages.find(({ ts }) => ts === thread)).data;
  if (!root || root.user !== (await ownUser())) return NOT_OURS;
  return { line: root.blocks.length > 1 ? "told" : "new", words: root.metadata.event_payload.words };
}
