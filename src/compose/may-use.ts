import type { MayUse } from "../chat/adapter.ts";
import type { Places } from "../store/places/places.ts";

/** Whether the administrators of a place let a person use the bot there. They themselves always may. */
export function createMayUse(places: Pick<Places, "of">): MayUse {
  return async ({ thread, author, roles = [], isAdmin, isServerAdmin }) => {
    if (isAdmin || isServerAdmin) return true;
    const { who = "everyone" } = await places.of(thread);
    if (typeof who === "string") return who === "everyone";
    return [author, ...roles].some((id) => who.includes(id));
  };
}
