import { chosen } from "../../src/chat/command.ts";
import type { CommandEvent, OptionValues } from "../../src/chat/event.ts";
import { CuepointError } from "../../src/errors.ts";
import type { PlaceSettings, Scope } from "../../src/store/places/places.ts";
import { readLanguage } from "../shared/options.ts";
import { DEFAULT, SETTING_OPTIONS } from "./options.ts";
import { readWords } from "./read-words.ts";

/** Null takes back what was set. */
export type Changes = { readonly [Name in keyof PlaceSettings]?: PlaceSettings[Name] | null };

export interface Asked {
  readonly scope: Scope;
  readonly changes: Changes;
}

/** What a person wants set, by options or in words. Throws `usage`. */
export function readAsked(event: CommandEvent, maxDays: number): Asked {
  const { words } = event.options;
  const options = typeof words === "string" ? readWords(words) : event.options;
  const detail = choiceOf(options, "detail");
  const kind = choiceOf(options, "kind");
  const sound = choiceOf(options, "sound");
  const keepVideo = choiceOf(options, "keep-video");
  return {
    scope: choiceOf(options, "scope") === "server" ? "server" : "channel",
    changes: {
      ...languageOf(options, event),
      ...(detail && { detail: orNull(detail) }),
      ...(kind && { kind: orNull(kind) }),
      ...(sound && { sound: isOn(sound) }),
      ...(keepVideo && { keepVideo: isOn(keepVideo) }),
      ...(options.who !== undefined && { who: readWho(String(options.who)) }),
      ...daysOf(options, maxDays),
    },
  };
}

export function withChanges(now: PlaceSettings, changes: Changes): PlaceSettings {
  const all = Object.entries({ ...now, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

function isOn(value: string): boolean | null {
  return value === DEFAULT ? null : value === "on";
}

function orNull(value: string): string | null {
  return value === DEFAULT ? null : value;
}

function choiceOf(options: OptionValues, name: string): string | null {
  const typed = options[name];
  if (typed === undefined) return null;
  const { choices: all = [] } = SETTING_OPTIONS.find((one) => one.name === name) ?? {};
  const choice = chosen({ choices: all }, String(typed));
  if (choice !== null) return choice;
  const choices = all.map(({ value }) => value).join(", ");
  throw new CuepointError("usage", { what: "not-a-choice", option: name, value: String(typed), choices });
}

function languageOf({ language }: OptionValues, event: CommandEvent): Changes {
  if (language === undefined) return {};
  if (language === DEFAULT) return { language: null };
  return { language: readLanguage({ ...event, options: { language } }) };
}

function daysOf({ "keep-days": days }: OptionValues, max: number): Changes {
  if (days === undefined) return {};
  if (days === 0) return { keepDays: null };
  if (typeof days === "number" && Number.isInteger(days) && days > 0 && days <= max)
    return { keepDays: days };
  throw new CuepointError("usage", { what: "not-a-number", option: "keep-days", min: 0, max });
}

/** Platforms name roles and people by letters and digits, and wrap them in signs of their own. */
const WRAPPED = /^<@[&!]?([A-Z0-9]{1,24})(?:\|[^>]*)?>$/i;
/** What is not wrapped may be a name. */
const BARE = /^@?(?=.*\d)([A-Z0-9]{8,24})$/i;
const MOST_IDS = 50;

function readWho(typed: string): NonNullable<PlaceSettings["who"]> | null {
  const word = typed.trim().toLowerCase();
  if (word === DEFAULT) return null;
  if (word === "everyone" || word === "admins") return word;
  const ids = typed
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(idOf);
  const known = ids.filter((id) => id !== null);
  if (known.length > 0 && known.length === ids.length && known.length <= MOST_IDS) return [...new Set(known)];
  const choices = "everyone, admins, @…";
  throw new CuepointError("usage", { what: "not-a-choice", option: "who", value: typed, choices });
}

function idOf(word: string): string | null {
  const id = (WRAPPED.exec(word) ?? BARE.exec(word))?.[1];
  return id === undefined ? null : id.toUpperCase();
}
