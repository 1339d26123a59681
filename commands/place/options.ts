import type { Choice, OptionDefinition } from "../../src/chat/command.ts";
import { type Catalogue, inEveryLanguage } from "../../src/chat/locales/locales.ts";
import { DETAIL_OPTION, KIND_OPTION } from "../shared/options.ts";

/** As a value, takes back what was set. */
export const DEFAULT = "default";

type Words = Catalogue["commands"]["settings"];

const described = (pick: (words: Words) => string) =>
  inEveryLanguage(({ commands }) => pick(commands.settings));
const choice = (value: string, pick: (words: Words) => string): Choice => ({
  value,
  label: described(pick),
});
const RESET = choice(DEFAULT, ({ reset }) => reset);

/** What can be set, in the order in which it is shown. */
export const SETTINGS = ["language", "detail", "kind", "sound", "who", "keep-video", "keep-days"] as const;
export type SettingName = (typeof SETTINGS)[number];

export const SETTING_OPTIONS: readonly OptionDefinition[] = [
  { name: "language", type: "string", description: described(({ language }) => language), example: "de" },
  {
    name: "detail",
    type: "string",
    description: described(({ detail }) => detail),
    choices: [...(DETAIL_OPTION.choices ?? []), RESET],
  },
  {
    name: "kind",
    type: "string",
    description: described(({ kind }) => kind),
    choices: [...(KIND_OPTION.choices ?? []), RESET],
  },
  {
    name: "sound",
    type: "string",
    description: described(({ sound }) => sound),
    choices: [choice("on", ({ sounds }) => sounds.on), choice("off", ({ sounds }) => sounds.off), RESET],
  },
  {
    name: "keep-video",
    type: "string",
    description: described(({ keepVideo }) => keepVideo),
    choices: [choice("on", ({ sounds }) => sounds.on), choice("off", ({ sounds }) => sounds.off), RESET],
  },
  { name: "who", type: "string", description: described(({ who }) => who), example: "admins" },
  {
    name: "keep-days",
    type: "integer",
    description: described(({ keepDays }) => keepDays),
    min: 0,
    max: 3650,
  },
  {
    name: "scope",
    type: "string",
    description: described(({ scope }) => scope),
    choices: [
      choice("channel", ({ scopes }) => scopes.channel),
      choice("server", ({ scopes }) => scopes.server),
    ],
  },
];
