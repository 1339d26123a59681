import type { Dispatcher, RequestInit } from "undici";
import { ownAgent } from "./own-agent.ts";

type Undici = typeof import("undici");
type Fetch = typeof globalThis.fetch;

/**
 * The fetch for servers that the settings name: the model's and Slack's. The one inside Node 24 ends the
 * process where a server closes the connection while the reader is slow. Undici is loaded when it is first needed.
 */
export function createFetch(dispatcher?: Dispatcher): Fetch {
  return async (input, init = {}) => {
    const undici = await import("undici");
    const address = input instanceof Request ? input.url : input;
    const { body } = init;
    const form = body instanceof FormData ? { body: ownForm(undici, body) } : {};
    // The two fetches have the same shape; only their types come from different places.
    const ours = { ...init, ...form, dispatcher: dispatcher ?? ownAgent(undici) } as RequestInit;
    return (await undici.fetch(address, ours)) as unknown as Response;
  };
}

/** Undici knows only forms of its own class, and would send the words "[object FormData]" for Node's. */
function ownForm(undici: Undici, form: FormData) {
  const own = new undici.FormData();
  for (const [name, value] of form) {
    if (typeof value === "string") own.append(name, value);
    else own.append(name, value, value.name);
  }
  return own;
}
