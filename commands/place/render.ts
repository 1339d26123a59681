import type { Catalogue } from "../../src/chat/locales/locales.ts";
import type { PlaceSettings, Scope } from "../../src/store/places/places.ts";
import { SETTINGS, type SettingName } from "./options.ts";

interface Shown {
  readonly scope: Scope;
  readonly channel: PlaceSettings;
  readonly server: PlaceSettings;
  /** What holds where nothing is set. */
  readonly hears: boolean;
  readonly summaryHours: number;
}

/** Every setting of a place, and where it comes from. */
export function renderSettings(shown: Shown, catalogue: Catalogue): string {
  const { places } = catalogue;
  const { scope, channel, server } = shown;
  const lineOf = (name: SettingName) => {
    const own = SET[name](scope === "server" ? server : channel, catalogue);
    const above = own === null && scope === "channel" ? SET[name](server, catalogue) : null;
    const value =
      own ??
      (above === null ? places.fromDefault(defaultOf(name, shown, catalogue)) : places.fromServer(above));
    return places.line(places.names[name], value);
  };
  return [places.heading[scope], ...SETTINGS.map(lineOf)].join("\n");
}

/** What is set in a place, on one line; null where nothing is. */
export function renderInForce(settings: PlaceSettings, catalogue: Catalogue): string | null {
  const { places, listed } = catalogue;
  const set = SETTINGS.flatMap((name) => {
    const value = SET[name](settings, catalogue);
    return value === null ? [] : [places.line(places.names[name], value)];
  });
  return set.length === 0 ? null : places.inForce(listed(set));
}

type Say = (settings: PlaceSettings, catalogue: Catalogue) => string | null;

/** Null where it is not set. */
const SET: Readonly<Record<SettingName, Say>> = {
  language: ({ language }) => language ?? null,
  detail: ({ detail }, { commands }) =>
    detail === undefined ? null : labelOf(detail, commands.summarize.details),
  kind: ({ kind }, { kinds }) => (kind === undefined ? null : labelOf(kind, kinds.names)),
  sound: ({ sound }, { places }) => (sound === undefined ? null : places.soundValues[sound ? "on" : "off"]),
  who({ who }, { places, listed }) {
    if (who === undefined) return null;
    return typeof who === "string" ? places.whoValues[who] : places.whoList(listed(who));
  },
  "keep-video": ({ keepVideo }, { places }) =>
    keepVideo === undefined ? null : places.soundValues[keepVideo ? "on" : "off"],
  "keep-days": ({ keepDays }, { places }) => (keepDays === undefined ? null : places.days(keepDays)),
};

function labelOf(value: string, labels: Readonly<Record<string, string>>): string {
  return (labels[value] ?? value).toLowerCase();
}

function defaultOf(name: SettingName, { hears, summaryHours }: Shown, catalogue: Catalogue): string {
  const { places, commands, kinds } = catalogue;
  const defaults: Readonly<Record<SettingName, string>> = {
    language: places.languageOfReader,
    detail: labelOf("normal", commands.summarize.details),
    kind: labelOf("auto", kinds.names),
    sound: places.soundValues[hears ? "on" : "off"],
    who: places.whoValues.everyone,
    "keep-video": places.soundValues.on,
    "keep-days": places.span(summaryHours),
  };
  return defaults[name];
}
