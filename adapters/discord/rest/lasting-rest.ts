import { setTimeout as pause } from "node:timers/promises";
import {
  DiscordAPIError,
  type InternalRequest,
  REST,
  RESTEvents,
  type RESTOptions,
  type ResponseLike,
} from "discord.js";
import { LRUCache } from "lru-cache";
import pRetry from "p-retry";

export interface Patience {
  /** Milliseconds before each further try after a 401. */
  readonly pauses: readonly number[];
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** A call has to wait, and no other did. */
  readonly onWaiting?: () => void;
}

const REMEMBERED = 1000;

/**
 * discord.js forgets its token at the first 401 and sends nothing any more. Discord answers 401 to good tokens too while it is in
 * trouble. So this one keeps the token and asks again; a 401 that is still there after the last pause is true.
 */
export class LastingRest extends REST {
  readonly #patience: Patience;
  readonly #repeated = new LRUCache<string, true>({ max: REMEMBERED });
  #waiting = 0;

  constructor(options: Partial<RESTOptions>, patience: Patience) {
    super(options);
    this.#patience = patience;
    this.on(RESTEvents.Response, ({ path, retries }) => {
      if (retries > 0) this.#repeated.set(path, true);
    });
  }

  /** Whether an answer to this route was lost, so that Discord may have done already what it was asked for again. */
  wasRepeated(route: string): boolean {
    return this.#repeated.get(route) ?? false;
  }

  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }

  override async queueRequest(request: InternalRequest): Promise<ResponseLike> {
    let isWaiting = false;
    try {
      return await pRetry(() => super.queueRequest(request), {
        retries: this.#patience.pauses.length,
        minTimeout: 0,
        onFailedAttempt: async ({ error, attemptNumber }) => {
          const milliseconds = this.#patience.pauses[attemptNumber - 1];
          if (milliseconds === undefined || !isRepeatable(request, error)) throw error;
          if (!isWaiting) this.#beginWaiting();
          isWaiting = true;
          await (this.#patience.wait ?? pause)(milliseconds);
        },
      });
    } finally {
      if (isWaiting) this.#waiting -= 1;
    }
  }

  #beginWaiting(): void {
    if (this.#waiting === 0) this.#patience.onWaiting?.();
    this.#waiting += 1;
  }
}

function isRepeatable({ auth }: InternalRequest, error: unknown): boolean {
  return auth !== false && error instanceof DiscordAPIError && error.status === 401;
}
