import type { Gateway } from "../gateway.ts";
import type { World } from "../world.ts";
import type { ApiRequest } from "./request.ts";

export interface RestContext {
  readonly world: World;
  readonly gateway: Gateway;
  /** Where files are, without a slash at the end. */
  readonly base: () => string;
}

/** What goes back: JSON, or nothing at all with 204. */
type Handler = (request: ApiRequest, ids: readonly string[]) => object | null;

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Works by an interaction's token, without the bot's. */
  readonly open?: boolean;
  readonly handle: Handler;
}
