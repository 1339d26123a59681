import type { CommandDefinition } from "../../src/chat/command.ts";
import type { OptionValues } from "../../src/chat/event.ts";
import type { PlaceSettings, Places } from "../../src/store/places/places.ts";

/** The option of a command that each setting stands in for. */
const OPTIONS = { detail: "detail", kind: "for" } as const;

/** The command with what its place has set, wherever the person has asked for nothing else. Read anew with each run. */
export function withPlaceDefaults(command: CommandDefinition, places: Pick<Places, "of">): CommandDefinition {
  return {
    ...command,
    async run(context) {
      const { event } = context;
      const defaults = defaultsFor(command, await places.of(event.thread));
      await command.run({ ...context, event: { ...event, options: { ...defaults, ...event.options } } });
    },
  };
}

function defaultsFor(command: CommandDefinition, settings: PlaceSettings): OptionValues {
  const defaults: Record<string, string> = {};
  // Whatever speaks to a person has a language, also where it has no option for it.
  if (settings.language !== undefined) defaults.language = settings.language;
  for (const setting of ["detail", "kind"] as const) {
    const value = settings[setting];
    const name = OPTIONS[setting];
    if (value !== undefined && command.options.some((option) => option.name === name)) defaults[name] = value;
  }
  return defaults;
}
