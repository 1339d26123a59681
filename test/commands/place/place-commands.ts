import type { Keeps } from "../../../commands/place/deps.ts";
import { createPrivacy } from "../../../commands/place/privacy.ts";
import { createSettings } from "../../../commands/place/settings.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

/** How long an operator keeps things who has changed nothing, with a speech server. */
export const KEEPS: Keeps = {
  store: "file",
  summaryHours: 168,
  videoMinutes: 60,
  feedbackDays: 180,
  keepsFeedbackPictures: false,
  hasSpeechServer: true,
  hasEmbeddingServer: false,
};

/** The two commands of /cuepoint over a store of their own, where nothing is at work. */
export async function placeCommands() {
  const deps = {
    ...{ store: await temporaryStore(), keeps: KEEPS },
    mayListen: async () => true,
    stopWork: async () => undefined,
    stopWorkOf: async () => undefined,
  };
  return [createSettings(deps), createPrivacy(deps)];
}
