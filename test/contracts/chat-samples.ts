import type { Card, OutgoingMessage } from "../../src/chat/message.ts";
import type { Delivery, MessageRef } from "../../src/chat/thread.ts";

/** One grey pixel: the smallest JPEG that every decoder accepts. */
export const PIXEL = Buffer.from(
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z",
  "base64",
);

function card(position: number): Card {
  return {
    time: `${position}:00 – ${position + 1}:00`,
    title: `Chapter ${position}`,
    body: `What happens in minute ${position} of the film.`,
    note: `Why it matters: it is number ${position}.`,
    caption: `Still at ${position}:30.0`,
    image: {
      name: `still-${position}.jpg`,
      mediaType: "image/jpeg",
      data: PIXEL,
      alt: `Still at ${position}:30.0 of chapter ${position}`,
    },
  };
}

export function summaryMessage(segments = 3): OutgoingMessage {
  return {
    kind: "summary",
    title: "A rabbit’s quiet morning",
    text: "A meadow wakes up, and the peace does not last.",
    cards: Array.from({ length: segments }, (_, position) => card(position)),
    footer: ["Looked at 96 frames from 0:00 to 3:00."],
    files: [
      { name: "chapters.txt", mediaType: "text/plain", data: Buffer.from("0:00 Chapter 0") },
      { name: "report.html", mediaType: "text/html", data: Buffer.from("<!doctype html>") },
    ],
    data: { name: "summary.json", mediaType: "application/json", data: Buffer.from("{}") },
    actions: [
      { id: "more", label: "More keyframes", value: "job-1" },
      { id: "report", label: "Report", value: "job-1" },
    ],
  };
}

/** The same with its first screen, for platforms that show one. */
export function briefMessage(segments = 4): OutgoingMessage {
  const { files: _files, actions = [], ...whole } = summaryMessage(segments);
  const cards = whole.cards ?? [];
  const strip = { name: "overview.jpg", mediaType: "image/jpeg", data: PIXEL, alt: "Stills in one picture." };
  return {
    ...whole,
    brief: {
      strip,
      lines: cards.map(({ title, body }, position) => `${position}:00 ${title} – ${body}`),
      cards: cards.slice(0, 10).map(({ title, body, image }, position) => ({
        ...{ time: `${position}:00`, title, sentence: body },
        ...(image && { image }),
        actions: [{ id: "clip", label: "Clip", value: `segment-${position + 1}` }],
      })),
    },
    actions: [
      { id: "details", label: "Details", value: "k" },
      {
        ...{ id: "clip", label: "Clip a part", value: "segment-1" },
        choices: cards.map(({ title }, at) => ({ label: title, value: `segment-${at + 1}` })),
      },
      ...actions,
    ],
  };
}

const FAMILY = "👩‍👩‍👧‍👦";

/** Paragraphs of Latin, Chinese and joined emoji, far over any platform's limit for one message. */
export function longText(): { readonly text: string; readonly words: readonly string[] } {
  const words: string[] = [];
  const paragraphs = Array.from({ length: 120 }, (_, paragraph) =>
    Array.from({ length: 12 }, (_, position) => {
      const word = `p${paragraph}w${position}${FAMILY}野兔🐇`;
      words.push(word);
      return word;
    }).join(" "),
  );
  return { text: paragraphs.join("\n\n"), words };
}

/** What a hijacked model would write to be noticed, or to carry something away by a link's preview. */
export const HOSTILE = [
  "<!channel> <!here> <!everyone> <@U0PERSON> <#C0OTHER> <!subteam^S0TEAM|all>",
  "@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>",
  "<https://evil.example/?q=secret|click> [click](https://evil.example/?q=secret)",
  "https://evil.example/?q=secret www.evil.example/a evil.example/b mailto:a@evil.example",
  "![x](https://evil.example/pixel.png) &lt;!channel&gt; *bold* _it_ `code` ||spoiler|| ~~s~~ ```fence",
].join("\n");

export function hostileMessage(): OutgoingMessage {
  return {
    kind: "summary",
    title: HOSTILE.slice(0, 120),
    text: HOSTILE,
    cards: [
      {
        time: "0:00 – 0:10",
        title: HOSTILE.slice(0, 140),
        body: HOSTILE,
        note: HOSTILE,
        caption: HOSTILE,
        image: { name: "still-1.jpg", mediaType: "image/jpeg", data: PIXEL, alt: HOSTILE },
      },
    ],
    footer: [HOSTILE],
  };
}

const moment = (second: number) => `https://videos.example/watch?v=a_b&t=${second}s`;

/** A summary whose times are links, with a hostile model's words around them; `rangeEnd` apart, which not every platform links. */
export function linkedMessage() {
  const [hostile] = hostileMessage().cards ?? [];
  const times = { "0:00": moment(0), "0:10": moment(10), "0:07.5": moment(7), "1:00:05": moment(3605) };
  const message: OutgoingMessage = {
    ...hostileMessage(),
    text: `${HOSTILE}\nA rabbit at 0:07.5, not at 10:07.5, 0:07 or 0:07.55.`,
    cards: [{ ...hostile, time: "0:00 – 0:10", title: "Dawn", body: HOSTILE, caption: "Still at 0:07.5" }],
    footer: ["Looked from 0:00 to 1:00:05."],
    times: Object.entries(times).map(([text, url]) => ({ text, url })),
  };
  const rangeEnd = times["0:10"];
  return { message, rangeEnd, urls: Object.values(times).filter((url) => url !== rangeEnd) };
}

export interface RecordedDelivery extends Delivery {
  readonly refs: MessageRef[];
}

export function recordedDelivery(key: string, posted: readonly MessageRef[] = []): RecordedDelivery {
  const refs: MessageRef[] = [];
  return {
    key,
    posted,
    refs,
    async onPosted(ref) {
      refs.push(ref);
    },
  };
}
