import { App } from "@slack/bolt";
import { LRUCache } from "lru-cache";
import type { ChatAdapter, ConnectionWatch } from "../../src/chat/adapter.ts";
import { createAnswers } from "../../src/chat/answers.ts";
import { createClaimedKeys } from "../../src/chat/delivery/claimed-keys.ts";
import { createKeyedQueue } from "../../src/chat/delivery/keyed-queue.ts";
import { parseThreadId } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import { type Clock, systemClock } from "../../src/util/clock.ts";
import { createSelf, type Self } from "./connection/application.ts";
import { createReceiver } from "./connection/receiver.ts";
import { toCuepointError } from "./errors.ts";
import { createOpenAttachment } from "./files/open-attachment.ts";
import { listen } from "./incoming/listen.ts";
import { createPeople } from "./incoming/people.ts";
import type { SlackOptions } from "./options.ts";
import { createHeadlines, type HeadlinesOptions } from "./outgoing/headlines.ts";
import { createEditPace, createPaced } from "./outgoing/rates.ts";
import { createRequesters } from "./outgoing/requesters.ts";
import { createSessions } from "./outgoing/sessions.ts";
import { createSuggestPrompts } from "./outgoing/suggest-prompts.ts";
import { createThreads } from "./outgoing/threads.ts";
import { createApi, type SlackApi } from "./web/api.ts";
import { createCall } from "./web/call.ts";
import { type Addresses, clientOptions, createAddresses, createWebClient } from "./web/client.ts";

export type { SlackOptions } from "./options.ts";

/** Slack delivers again for five minutes or so; twice that and some is safe. Milliseconds. */
const REDELIVERIES = { most: 20_000, rememberedFor: 15 * 60_000 };
const REMEMBERED_CHANNELS = 5000;

/** Translates Slack both ways. `start` throws CuepointError where Slack does not take the tokens. */
export function createSlackAdapter(options: SlackOptions): ChatAdapter {
  const { botToken, logger, clock = systemClock, cardPictures = false } = options;
  const addresses = createAddresses(options.apiUrl);
  const { api, watchedBy } = openApi(options, addresses, clock);
  const self = createSelf(api);
  const paced = createPaced(clock);
  const editPace = createEditPace(clock);
  const ownUser = async () => (await self()).user;
  const shared = createShared({ api, editPace, ownUser, logger });
  const threads = createThreads({ api, ...shared, clock, logger, ownUser, paced, editPace, cardPictures });
  const openAttachment = createOpenAttachment({ api, token: botToken, addresses, clock, logger });
  const people = createPeople({ api, clock, logger });
  const received = createClaimedKeys({ ...REDELIVERIES, now: clock.now });
  const queue = createKeyedQueue();
  const sharedChannels = new LRUCache<string, true>({ max: REMEMBERED_CHANNELS });
  let app: App | null = null;
  let stopping = new AbortController();

  const start: ChatAdapter["start"] = async (commands, dispatch, watch) => {
    stopping = new AbortController();
    const me = await knownUnless(stopping.signal, self());
    const { bot, user, team } = me;
    const receiver = createReceiver(options, addresses, clock, watch);
    app = new App({
      receiver,
      clientOptions: clientOptions(addresses, logger),
      authorize: async () => ({ botToken, botId: bot, botUserId: user, teamId: team }),
      // message.ts decides which messages count, the bot's own among them.
      ignoreSelf: false,
      convoStore: false,
    });
    // The receiver catches it and logs it once.
    app.error(async (error) => {
      throw error;
    });
    const heard = { received, queue, sharedChannels, ...shared, people, rules: options };
    const core = decidedByCore(options);
    listen(app, { self: me, api, paced, ...heard, ...core, clock, logger, commands, dispatch });
    await naming("xapp-", app.start());
    watchedBy(watch);
    logger.info({ team, user }, "listening to Slack");
    return { name: `@${me.name}`, place: me.teamName };
  };

  return {
    platform: "slack",
    start,
    async stop() {
      stopping.abort();
      watchedBy(undefined);
      const running = app;
      app = null;
      await running?.stop();
    },
    thread(id, answering) {
      const address = parseThreadId(id);
      if (address.platform !== "slack") throw new TypeError("the thread is not one of Slack's");
      return threads(id, address, answering);
    },
    openAttachment,
  };
}

/** What the core decides. By default everyone may use the bot, and no channel is welcomed. */
function decidedByCore({ keeps, mayUse, welcome }: SlackOptions) {
  return {
    keeps: keeps ?? null,
    isAdmitted: mayUse ?? (async () => true),
    welcome: welcome ?? (async () => null),
  };
}

/** What incoming and outgoing messages share. */
function createShared(options: HeadlinesOptions & { readonly api: SlackApi }) {
  return {
    requesters: createRequesters(),
    ephemeral: createAnswers<string>(),
    sessions: createSessions(options),
    suggestPrompts: createSuggestPrompts(options),
    headlines: createHeadlines(options),
  };
}

/** The connection only needs the app's token, so a revoked bot token only shows in calls. */
function openApi({ botToken, logger }: SlackOptions, addresses: Addresses, clock: Clock) {
  let watch: ConnectionWatch | undefined;
  const onSignedOut = () => watch?.onLost(new CuepointError("platform-signed-out", { token: "xoxb-" }));
  const api = createApi(
    createWebClient(botToken, addresses, logger),
    createCall({ clock, logger, onSignedOut }),
  );
  const watchedBy = (next: ConnectionWatch | undefined) => {
    watch = next;
  };
  return { api, watchedBy };
}

/** A stop in the meantime wins. */
async function knownUnless(signal: AbortSignal, asked: Promise<Self>): Promise<Self> {
  const known = await naming("xoxb-", asked);
  if (signal.aborted) throw new CuepointError("cancelled");
  return known;
}

/** Two tokens are needed; the error says which of them Slack refused. */
async function naming<Result>(token: "xoxb-" | "xapp-", asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (thrown) {
    const error = toCuepointError(thrown);
    if (!(error instanceof CuepointError) || error.code !== "platform-signed-out") throw error;
    throw new CuepointError(error.code, { token }, error.cause);
  }
}
