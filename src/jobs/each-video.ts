import type { CommandEvent } from "../chat/event.ts";
import type { Execute } from "../chat/routing/execute.ts";
import { isEmpty } from "../chat/video-sources.ts";
import { classifyLink } from "../media/links.ts";

export interface EachVideoOptions {
  /** Links of one message that are taken; files are bounded by the platforms. */
  readonly most: number;
  /** Told where a message had more links than that, once the first ones have become jobs. */
  readonly tellLeftOut: (event: CommandEvent, leftOut: number) => Promise<void>;
  /** Called where a video is needed and none came, in place of a job. */
  readonly tellNoVideo: (event: CommandEvent) => Promise<void>;
}

/** A command about videos, once for each video that comes with it, in order. */
export function forEachVideo(
  execute: Execute,
  { most, tellLeftOut, tellNoVideo }: EachVideoOptions,
): Execute {
  return async (command, event, signal) => {
    if (command.needsVideo && isEmpty(event)) return tellNoVideo(event);
    const all = command.needsVideo ? videosOf(event) : [event];
    const taken = event.attachments.length > 0 ? all : all.slice(0, most);
    for (const [index, one] of taken.entries()) {
      const part = taken.length > 1 && { part: { number: index + 1, of: taken.length } };
      await execute(command, { ...one, ...part }, signal);
    }
    if (all.length > taken.length) await tellLeftOut(event, all.length - taken.length);
  };
}

/** Files before links: who attaches a file means the file, and gives an address beside it for reading. */
function videosOf(event: CommandEvent): readonly CommandEvent[] {
  if (event.attachments.length > 0)
    return event.attachments.map((attachment) => ({ ...event, attachments: [attachment], links: [] }));
  const isSure = (link: string) => classifyLink(link).kind !== "unsupported";
  const sure = event.links.filter(isSure);
  // What the address does not tell may be a video all the same, but not beside one that surely is.
  const links = sure.length > 0 ? sure : event.links;
  return links.map((link) => ({ ...event, links: [link] }));
}
