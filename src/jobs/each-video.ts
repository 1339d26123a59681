import type { CommandEvent } from "../chat/event.ts";
import type { Execute } from "../chat/execute.ts";
import { classifyLink } from "../media/links.ts";

/** A command about videos, once for each video that comes with it, in order. `most` bounds the links. */
export function forEachVideo(execute: Execute, most: number): Execute {
  return async (command, event, signal) => {
    const each = command.needsVideo ? videosOf(event, most) : [event];
    for (const one of each) await execute(command, one, signal);
  };
}

/** Files before links: who attaches a file means the file, and gives an address beside it for reading. */
function videosOf(event: CommandEvent, most: number): readonly CommandEvent[] {
  if (event.attachments.length > 0)
    return event.attachments.map((attachment) => ({ ...event, attachments: [attachment], links: [] }));
  const isSure = (link: string) => classifyLink(link).kind !== "unsupported";
  const sure = event.links.filter(isSure);
  // What the address does not tell may be a video all the same, but not beside one that surely is.
  const links = sure.length > 0 ? sure : event.links;
  if (links.length === 0) return [event];
  return links.slice(0, most).map((link) => ({ ...event, links: [link] }));
}
