import type { BaseInteraction, Client, REST } from "discord.js";
import type { LRUCache } from "lru-cache";
import type { Dispatch, MayUse } from "../../../src/chat/adapter.ts";
import type { Answers } from "../../../src/chat/answers.ts";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Welcome } from "../../../src/chat/welcome.ts";
import type { Logger } from "../../../src/logger.ts";
import type { AppPermissions } from "../app-permissions.ts";
import type { Acknowledge, Replies } from "../connection/interactions.ts";
import { type Location, type Locations, threadIdOf } from "../location.ts";
import type { OpenThread } from "../outgoing/open-thread.ts";
import type { Locales, Requesters } from "../outgoing/requesters.ts";
import type { KeptToken } from "../outgoing/shared-tokens.ts";
import type { Refusals } from "../permissions.ts";
import { EMPTY_PART } from "../render/part.ts";
import { type Api, freshNonce, payloadOf } from "../rest/api.ts";

/** What every handler of an event needs. */
export interface Incoming {
  readonly client: Client;
  readonly rest: REST;
  readonly commands: readonly CommandDefinition[];
  readonly dispatch: Dispatch;
  readonly logger: Logger;
  readonly now: () => number;
  /** True once for each id of a message or interaction: a resumed connection may bring it again. */
  readonly firstTime: (id: string) => boolean;
  /** Messages that the adapter deleted itself; their deletion is no event. */
  readonly ownRemovals: LRUCache<string, true>;
  readonly locations: Locations;
  readonly mayUse: (location: Location, roles: readonly string[]) => boolean;
  /** Whether the place's administrators let the person use the bot. */
  readonly isAdmitted: MayUse;
  /** What to say in a server that the bot was added to. */
  readonly welcome: Welcome;
  readonly acknowledge: Acknowledge;
  readonly openThread: OpenThread;
  readonly replies: Replies;
  readonly ephemeral: Answers<string>;
  readonly refusals: Refusals;
  readonly appPermissions: AppPermissions;
  readonly api: Api;
  readonly locales: Locales;
  readonly requesters: Requesters;
  /** Lets other processes of the bot answer where it is a guest. Does not reject. */
  readonly noteToken: (thread: ThreadId, token: KeptToken) => Promise<void>;
  /** Whether the bot sees what people write in its threads. */
  readonly readsMessages: boolean;
}

/** Words of the adapter's own. */
export async function say(channel: string, content: string, { api }: Incoming): Promise<void> {
  await api.create(channel, payloadOf({ ...EMPTY_PART, content }), freshNonce());
}

/** For words on the way to a job: where they cannot be posted, the job is done all the same. */
export async function tryToSay(saying: Promise<unknown>, { logger }: Incoming): Promise<void> {
  try {
    await saying;
  } catch (error) {
    logger.info({ err: error }, "words on the way to a job could not be said");
  }
}

/** Remembers a person's language, and how to reach them where their thread takes no answer. */
export async function noteRequest(
  interaction: BaseInteraction,
  location: Location,
  incoming: Incoming,
): Promise<void> {
  const thread = threadIdOf(location);
  const { locale, user } = interaction;
  const token = interaction.isRepliable() ? interaction.token : undefined;
  incoming.locales.heard(user.id, thread, locale);
  const askedAt = incoming.now();
  incoming.requesters.set(thread, { user: user.id, locale, ...(token && { token }), askedAt });
  if (location.kind !== "guest" || token === undefined) return;
  await incoming.noteToken(thread, { application: interaction.applicationId, token, askedAt });
}
