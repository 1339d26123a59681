import { createMayUse } from "../../src/compose/may-use.ts";
import { createWelcome } from "../../src/compose/welcome.ts";
import type { Store } from "../../src/store/store.ts";

/** The welcome that an adapter is given when the bot is put together, over a store of the test's own. */
export function realWelcome(store: Store) {
  const keeps = {
    store: "file",
    summaryHours: 168,
    videoMinutes: 60,
    feedbackDays: 180,
    keepsFeedbackPictures: false,
    hasSpeechServer: true,
    hasEmbeddingServer: false,
  } as const;
  return createWelcome({ store, keeps, mayUse: createMayUse(store.places) });
}
