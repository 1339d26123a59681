import type { Client, REST } from "discord.js";
import { LRUCache } from "lru-cache";
import type { ChatAdapter, Dispatch } from "../../src/chat/adapter.ts";
import { createAnswers } from "../../src/chat/answers.ts";
import type { CommandDefinition } from "../../src/chat/command.ts";
import type { AllowList } from "../../src/chat/delivery/allow-list.ts";
import { createClaimedKeys } from "../../src/chat/delivery/claimed-keys.ts";
import { createEdits } from "../../src/chat/delivery/edits.ts";
import { createKeyedQueue } from "../../src/chat/delivery/keyed-queue.ts";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import type { MessageRef } from "../../src/chat/thread.ts";
import { CuepointError } from "../../src/errors.ts";
import { steadyNow } from "../../src/util/clock.ts";
import { createAppPermissions } from "./app-permissions.ts";
import { type Application, fetchApplication } from "./connection/application.ts";
import { connect, createClient, createRest, patienceOf } from "./connection/gateway.ts";
import { createAcknowledge, createReplies } from "./connection/interactions.ts";
import { asStartError } from "./errors.ts";
import { createOpenAttachment } from "./files/open-attachment.ts";
import { mayUse } from "./incoming/access.ts";
import type { Incoming } from "./incoming/context.ts";
import { listen } from "./incoming/listen.ts";
import { FILE_BYTES_BY_TIER, USUAL_FILE_BYTES } from "./limits.ts";
import { createLocations, threadIdOf } from "./location.ts";
import type { DiscordOptions } from "./options.ts";
import { createDirectSender } from "./outgoing/direct-sender.ts";
import { createGuestSender } from "./outgoing/guest-sender.ts";
import { createHeadline } from "./outgoing/headline.ts";
import { createLayouts } from "./outgoing/layouts.ts";
import { createNameThread, createOpenThread } from "./outgoing/open-thread.ts";
import { createLocales, createRequesters, createTellRequester } from "./outgoing/requesters.ts";
import { createSender, type Target } from "./outgoing/sender.ts";
import { createSharedTokens } from "./outgoing/shared-tokens.ts";
import { createThread } from "./outgoing/thread.ts";
import { createRefusals, missingIn } from "./permissions.ts";
import { registerCommands } from "./registration/register.ts";
import { createApi } from "./rest/api.ts";
import type { LastingRest } from "./rest/lasting-rest.ts";

export type { DiscordOptions } from "./options.ts";

/** Messages and interactions that a resumed connection may bring again. */
const REMEMBERED_EVENTS = 5000;
const REMEMBERED_LOCKS = 1000;
const REMEMBERED_MESSAGES = 1000;

/** What is known once there is a connection. Threads can be written to without one. */
interface Session {
  /** Aborted by `stop`. */
  stopping: AbortController;
  client: Client | null;
  application: Application | null;
}

/** `start` throws CuepointError where Discord refuses the bot. */
export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const session: Session = { stopping: new AbortController(), client: null, application: null };
  const rest = createRest(options, patienceOf(options));
  const outgoing = createOutgoing(options, rest, session);

  return {
    platform: "discord",
    async start(commands, dispatch, watch) {
      session.stopping = new AbortController();
      const { signal } = session.stopping;
      try {
        const application = await fetchApplication(createRest(options));
        const readsMessages = readsMessagesOf(options, application);
        const { guildId, logger, token } = options;
        const { id: applicationId, forPeople } = application;
        const changed = await registerCommands({ rest, applicationId, guildId, forPeople, commands });
        if (changed) logger.info({ guild: guildId ?? "all" }, "commands were registered");
        if (signal.aborted) throw new CuepointError("cancelled");
        const client = createClient(options, readsMessages);
        session.client = client;
        session.application = application;
        listen(createIncoming({ options, rest, client, outgoing, commands, dispatch, readsMessages }));
        await connect(client, { token, logger, watch, signal });
        return { name: client.user?.tag ?? "", servers: client.guilds.cache.size };
      } catch (error) {
        throw asStartError(error);
      }
    },
    async stop() {
      session.stopping.abort();
      await session.client?.destroy();
    },
    thread: (id, answering) => createThread(id, answering, outgoing),
    openAttachment: createOpenAttachment({ rest, apiUrl: options.apiUrl, now: options.now ?? Date.now }),
  };
}

function readsMessagesOf({ messageContent, logger }: DiscordOptions, application: Application): boolean {
  if (messageContent && !application.mayReadMessages) {
    logger.warn(
      {},
      "“Message Content Intent” is off on the Bot page of the developer portal: questions need /ask or a mention",
    );
  }
  return messageContent && application.mayReadMessages;
}

type Outgoing = ReturnType<typeof createOutgoing>;

function createOutgoing(options: DiscordOptions, rest: REST, session: Session) {
  const { logger, now = steadyNow } = options;
  const sharedTokens = createSharedTokens(options.guestTokens, logger);
  const api = createApi(rest, () => session.application?.id ?? sharedTokens.application() ?? "");
  const replies = createReplies(now);
  const refusals = createRefusals(now, logger);
  const appPermissions = createAppPermissions(now);
  const locales = createLocales();
  const requesters = createRequesters();
  const guildOf = (tenant: string) => session.client?.guilds.cache.get(tenant);
  const bytesPerFile = (tenant: string) =>
    FILE_BYTES_BY_TIER[guildOf(tenant)?.premiumTier ?? 0] ?? USUAL_FILE_BYTES;
  const words = (target: Target) =>
    catalogueFor(locales.ofThread(threadIdOf(target)) ?? guildOf(target.tenant)?.preferredLocale ?? "en-US");
  const sending = {
    api,
    replies,
    refusals,
    layouts: createLayouts(logger),
    logger,
    bytesPerFile,
    words,
    lacking: (channel: string) =>
      session.client ? missingIn({ client: session.client, appPermissions }, channel) : [],
    tellRequester: createTellRequester({ api, requesters, logger, now }),
    firstLock: createClaimedKeys({ most: REMEMBERED_LOCKS, now }).claim,
  };
  const sender = createSender(sending);
  const guestSender = createGuestSender({ ...sending, requesters, findSharedToken: sharedTokens.find, now });
  return {
    now,
    api,
    replies,
    ephemeral: createAnswers<string>(),
    refusals,
    appPermissions,
    locales,
    requesters,
    sharedTokens,
    bytesPerFile,
    words,
    sender,
    guestSender,
    directSender: createDirectSender({ sender, guestSender, now }),
    logger,
    successors: new LRUCache<MessageRef, MessageRef>({ max: REMEMBERED_MESSAGES }),
    nameThread: createNameThread(rest, logger),
    showHeadline: createHeadline({ rest, api, logger }),
    edits: createEdits(),
    queue: createKeyedQueue(),
    ownRemovals: new LRUCache<MessageRef, true>({ max: REMEMBERED_MESSAGES }),
  };
}

interface IncomingParts {
  readonly options: DiscordOptions;
  readonly rest: LastingRest;
  readonly client: Client;
  readonly outgoing: Outgoing;
  readonly commands: readonly CommandDefinition[];
  readonly dispatch: Dispatch;
  readonly readsMessages: boolean;
}

function createIncoming({ options, rest, client, outgoing, ...given }: IncomingParts): Incoming {
  const {
    now,
    api,
    replies,
    ephemeral,
    refusals,
    appPermissions,
    locales,
    requesters,
    sharedTokens,
    ownRemovals,
  } = outgoing;
  const rules = { guilds: OPEN, channels: OPEN, roles: OPEN, ...options.access };
  return {
    ...given,
    client,
    rest,
    now,
    api,
    replies,
    ephemeral,
    refusals,
    appPermissions,
    locales,
    requesters,
    noteToken: sharedTokens.note,
    logger: options.logger,
    firstTime: createClaimedKeys({ most: REMEMBERED_EVENTS, now }).claim,
    ownRemovals,
    locations: createLocations(client, rest),
    mayUse: (location, roles) => mayUse(rules, location, roles),
    isAdmitted: options.mayUse ?? (async () => true),
    welcome: options.welcome ?? (async () => null),
    acknowledge: createAcknowledge(rest),
    openThread: createOpenThread(rest),
  };
}

const OPEN: AllowList = { allow: [], deny: [] };
