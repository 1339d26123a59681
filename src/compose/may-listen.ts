import { type AllowList, isAllowed } from "../chat/delivery/allow-list.ts";
import { parseThreadId, type ThreadId } from "../chat/thread-id.ts";

/** In place of ids: nowhere at all. */
const EVERYWHERE = "all";

/**
 * Whether what is said may be known in a thread: its server or workspace and its channel decide. At a terminal sits the operator,
 * whom lists of places say nothing about.
 */
export function mayListen(places: AllowList): (thread: ThreadId) => boolean {
  return (thread) => {
    if (places.deny.includes(EVERYWHERE)) return false;
    const { platform, tenant, channel } = parseThreadId(thread);
    return platform === "terminal" || isAllowed([tenant, channel], places);
  };
}
