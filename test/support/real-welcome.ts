import { createMayUse } from "../../src/compose/may-use.ts";
import { createWelcome } from "../../src/compose/welcome.ts";
import type { Store } from "../../src/store/store.ts";
import { KEEPS } from "../commands/place/place-commands.ts";

/** The welcome that an adapter is given when the bot is put together, over a store of the test's own. */
export function realWelcome(store: Store) {
  return createWelcome({ store, keeps: KEEPS, mayUse: createMayUse(store.places) });
}
