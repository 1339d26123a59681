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

export interface Patience {
  /** Milliseconds before each further try after a 401; at least one. */
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
    try {
      return await super.queueRequest(request);
    } catch (error) {
      if (!isRepeatable(request, error)) throw error;
    }
    if (this.#waiting === 0) this.#patience.onWaiting?.();
    this.#waiting += 1;
    return this.#again(request).finally(() => {
      this.#waiting -= 1;
    });
  }

  async #again(request: InternalRequest): Promise<ResponseLike> {
    const { pauses, wait = pause } = this.#patience;
    for (const [index, milliseconds] of pauses.entries()) {
      await wait(milliseconds);
      try {
        return await super.queueRequest(request);
      } catch (error) {
        if (index === pauses.length - 1 || !isRepeatable(request, error)) throw error;
      }
    }
    throw new TypeError("without a pause nothing is asked again");
  }
}

function isRepeatable({ auth }: InternalRequest, error: unknown): boolean {
  return auth !== false && error instanceof DiscordAPIError && error.status === 401;
}
