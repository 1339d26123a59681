import type { Client, REST } from "discord.js";
import type { LRUCache } from "lru-cache";
import type { Dispatch } from "../../../src/chat/adapter.ts";
import type { Answers } from "../../../src/chat/answers.ts";
import type { CommandDefinition } from "../../../src/chat/command.ts";

import type { Logger } from "../../../src/logger.ts";
import type { Askers, Locales } from "../askers.ts";
import type { Replies } from "../connection/interactions.ts";
import type { Place, Places } from "../location.ts";
import type { Api } from "../outgoing/api.ts";
import type { OpenThread } from "../outgoing/open-thread.ts";
import type { Refusals } from "../outgoing/refusals.ts";
import type { Acknowledge } from "./acknowledge.ts";

/** What everything that comes in is worked on with. */
export interface Incoming {
  readonly client: Client;
  readonly rest: REST;
  readonly commands: readonly CommandDefinition[];
  readonly dispatch: Dispatch;
  readonly logger: Logger;
  readonly now: () => number;
  /** True once for each id of a message or interaction: a resumed connection may bring it again. */
  readonly firstTime: (id: string) => boolean;
  /** Messages that the adapter itself took away, of which nobody need hear. */
  readonly ownRemovals: LRUCache<string, true>;
  readonly places: Places;
  readonly mayUse: (place: Place, roles: readonly string[]) => boolean;
  readonly acknowledge: Acknowledge;
  readonly openThread: OpenThread;
  readonly replies: Replies;
  readonly ephemeral: Answers<string>;
  readonly refusals: Refusals;
  readonly api: Api;
  readonly locales: Locales;
  readonly askers: Askers;
  /** Whether the bot sees what people write in its threads. */
  readonly readsMessages: boolean;
}

/** Messages on the way to a job. Where one cannot be posted, the job is done all the same. */
export async function inPassing(saying: Promise<unknown>, { logger }: Incoming): Promise<void> {
  try {
    await saying;
  } catch (error) {
    logger.info({ err: error }, "words on the way to a job could not be said");
  }
}
