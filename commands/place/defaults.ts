import type { CommandDefinition } from "../../src/chat/command.ts";
import type { OptionValues } from "../../src/chat/event.ts";
import type { PlaceSettings, Places } from "../../src/store/places/places.ts";

/** The command with what its place has set, wherever the person has asked for nothing else. Read anew with each run. */
export function withPlaceDefaults(command: CommandDefinition, places: Pick<Places, "of">): CommandDefinition {
  return {
    ...command,
    async run(context) {
      const { event } = context;
      const defaults = defaultsOf(await places.of(event.thread));
      await command.run({ ...context, event: { ...event, options: { ...defaults, ...event.options } } });
    },
  };
}

/** By the names of the options that they stand in for. */
function defaultsOf({ language, detail, kind }: PlaceSettings): OptionValues {
  return {
    ...(language !== undefined && { language }),
    ...(detail !== undefined && { detail }),
    ...(kind !== undefined && { for: kind }),
  };
}
