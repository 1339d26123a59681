import type { CommandDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { type Catalogue, catalogueFor, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import type { PlaceDeps } from "./deps.ts";
import { SETTING_OPTIONS } from "./options.ts";
import { type Asked, type Changes, readAsked, withChanges } from "./read-changes.ts";
import { renderSettings } from "./render.ts";

const HOURS_PER_DAY = 24;

type SettingsDeps = Pick<PlaceDeps, "keeps" | "mayListen"> & {
  readonly store: Pick<PlaceDeps["store"], "places">;
};

/** Shows how the bot works in a channel, and lets its administrators change that. */
export function createSettings(deps: SettingsDeps): CommandDefinition {
  return {
    name: "settings",
    group: "cuepoint",
    readsWords: true,
    description: inEveryLanguage(({ commands }) => commands.settings.description),
    needsVideo: false,
    isJob: false,
    options: SETTING_OPTIONS,
    async run({ event, thread }) {
      const catalogue = catalogueFor(event.locale);
      // What the operator keeps for less than a day is kept no longer because a place says "1".
      const maxDays = Math.max(1, Math.floor(deps.keeps.summaryHours / HOURS_PER_DAY));
      const asked = readAsked(event, maxDays);
      const isChange = Object.keys(asked.changes).length > 0;
      const objection = isChange ? objectionTo(event, asked, catalogue) : null;
      if (objection === null && isChange) await change(deps, event, asked);
      const text = objection ?? (await shown(deps, event, { ...asked, isChange }));
      await thread.post({ kind: "notice", text });
    },
  };
}

/** Why this person may not change this; null where they may. Alone with the bot, everyone administers the place. */
function objectionTo(
  { isAdmin, isServerAdmin, isDirect }: CommandEvent,
  { scope, changes }: Asked,
  { places }: Catalogue,
): string | null {
  // Whom the server lets use the bot is not for a person to widen.
  if (isDirect) return scope === "server" || changes.who !== undefined ? places.notInDirect : null;
  if (scope === "server") return isServerAdmin ? null : places.serverAdminsOnly;
  return isAdmin || isServerAdmin ? null : places.adminsOnly;
}

async function change(
  { store }: SettingsDeps,
  { thread, isDirect }: CommandEvent,
  asked: Asked,
): Promise<void> {
  // Nor is it to use or keep what the workspace does not want used or kept.
  const { sound, keepVideo } = asked.changes;
  const changes: Changes = {
    ...asked.changes,
    ...(isDirect && sound === true && { sound: null }),
    ...(isDirect && keepVideo === true && { keepVideo: null }),
  };
  await store.places.change(thread, asked.scope, (now) => withChanges(now, changes));
}

async function shown(
  { store, keeps, mayListen }: SettingsDeps,
  event: CommandEvent,
  { scope, isChange }: Pick<Asked, "scope"> & { readonly isChange: boolean },
): Promise<string> {
  const catalogue = catalogueFor(event.locale);
  const { places } = catalogue;
  const { thread, isAdmin, isServerAdmin, isDirect } = event;
  const list = renderSettings(
    {
      scope,
      channel: await store.places.own(thread, "channel"),
      server: await store.places.own(thread, "server"),
      hears: await mayListen(thread),
      summaryHours: keeps.summaryHours,
    },
    catalogue,
  );
  const mayChange = isAdmin || isServerAdmin || isDirect;
  return [
    ...(isChange ? [places.changed] : []),
    list,
    mayChange ? places.howToChange : places.changedBy,
  ].join("\n");
}
