import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { Card, TimeLink } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { markupSafe } from "../../../src/chat/text/time-links.ts";
import { formatTimecode } from "../../../src/chat/text/timecode.ts";
import { isPrivateLink, momentLink } from "../../../src/media/links.ts";
import type { Shrink } from "../../../src/video/video.ts";
import type { FoundMoment } from "./search-moments.ts";

/** Characters of what is told there. */
const EXCERPT = 240;

interface ShownIn {
  readonly catalogue: Catalogue;
  readonly shrink: Shrink;
}

/** A moment under its number: time, title, what is said or seen, its still, and the way to the video's thread. */
export function momentCardOf(moment: FoundMoment, number: number, { catalogue, shrink }: ShownIn): Card {
  const { find, summary } = catalogue;
  const { source, title, start, passage, still, shown } = moment;
  const time = formatTimecode(start);
  const { jpeg, timestamp } = still;
  const stillTime = formatTimecode(timestamp, { precision: 1 });
  const excerpt = shorten(passage.text, EXCERPT);
  const body = passage.kind === "said" ? find.said(excerpt) : excerpt;
  const path = pathOf(source);
  return {
    time,
    title: `${number} · ${title}`,
    body,
    ...(shown ? { note: find.thread } : path !== null && { note: path }),
    caption: summary.stillCaption(stillTime),
    image: {
      name: `found-${number}-${stillTime.replaceAll(":", ".")}.jpg`,
      ...{ mediaType: "image/jpeg", data: jpeg, alt: find.stillAlt(title, stillTime, body) },
      smaller: (maxBytes: number) => shrink(jpeg, maxBytes),
    },
    times: linksOf(moment, time, find.thread),
  };
}

/** The time opens the video there, else the summary; a link that gives access by itself stays in its own thread. */
function linksOf({ source, shown, start }: FoundMoment, time: string, toThread: string): TimeLink[] {
  const isOpen = source.kind === "link" && !isPrivateLink(source.url);
  const opens = (isOpen ? momentLink(source.url, start) : null) ?? shown?.address;
  return [
    ...(opens ? [{ text: time, url: markupSafe(opens) }] : []),
    ...(shown ? [{ text: toThread, url: markupSafe(shown.address) }] : []),
  ];
}

/** Of a person's own file, where there are no threads to open. */
function pathOf(source: FoundMoment["source"]): string | null {
  const isOwn = source.kind === "attachment" && source.attachment.platform === "terminal";
  return isOwn ? source.attachment.id : null;
}
