import type { Keeps } from "../../commands/place/deps.ts";
import type { MayUse } from "../chat/adapter.ts";
import { catalogueFor } from "../chat/locales/locales.ts";
import type { Welcome } from "../chat/welcome.ts";
import type { Store } from "../store/store.ts";

interface WelcomeDeps {
  readonly store: Pick<Store, "places" | "welcomes">;
  readonly keeps: Keeps;
  readonly mayUse: MayUse;
}

/** One message for each place, ever: what the bot does, how to ask it, what it keeps by the settings there, and where to read on. */
export function createWelcome({ store, keeps, mayUse }: WelcomeDeps): Welcome {
  return async ({ scope, platform, locale, ...asking }) => {
    if (!(await mayUse(asking))) return null;
    const { language = locale, keepDays, keepVideo = true } = await store.places.of(asking.thread);
    if (!(await store.welcomes.claim(asking.thread, scope))) return null;
    const { welcome } = catalogueFor(language).places;
    const { summaryHours, videoMinutes } = keeps;
    const hours = keepDays === undefined ? summaryHours : Math.min(keepDays * 24, summaryHours);
    const kept = welcome.keeps(hours, keepVideo ? videoMinutes : null);
    return [welcome.does, welcome.ask[platform], kept, welcome.more].join("\n");
  };
}
