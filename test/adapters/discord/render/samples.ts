import { expect } from "vitest";
import { inEmbeds } from "../../../../adapters/discord/render/in-embeds.ts";
import { drawLayout, fitsLayout } from "../../../../adapters/discord/render/layout.ts";
import { embedLength, type Part } from "../../../../adapters/discord/render/part.ts";
import type { Card, OutgoingFile, OutgoingMessage } from "../../../../src/chat/message.ts";

export const picture = (name: string): OutgoingFile => ({
  name,
  mediaType: "image/jpeg",
  data: Buffer.from("picture"),
  alt: "A rabbit",
});

export function card(position: number, more: Partial<Card> = {}): Card {
  return {
    time: `${position}:00 – ${position}:59`,
    title: `Theme ${position}`,
    body: `Body ${position}`,
    image: picture(`still-${position}.jpg`),
    ...more,
  };
}

export function summary(cards: readonly Card[], more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { kind: "summary", title: "Title", text: "What happens.", cards, footer: ["Looked."], ...more };
}

export function expectWithinLimits(parts: readonly Part[]): void {
  for (const part of parts) {
    const { files, rows } = part;
    expect(files.length).toBeLessThanOrEqual(10);
    expect(rows.length).toBeLessThanOrEqual(5);
    expect(fitsLayout(part)).toBe(true);
    const shown = JSON.stringify(drawLayout(part)).match(/(?<=attachment:\/\/)[^"]+/g) ?? [];
    expect(shown.toSorted()).toEqual(files.map(({ name }) => name).toSorted());
    inEmbeds(part).forEach(expectWithinOlderLimits);
  }
}

function expectWithinOlderLimits({ content, embeds, files }: Part): void {
  expect(content.length).toBeLessThanOrEqual(2000);
  expect(embeds.length).toBeLessThanOrEqual(10);
  expect(embeds.reduce((sum, embed) => sum + embedLength(embed), 0)).toBeLessThanOrEqual(6000);
  for (const { title = "", description = "", author } of embeds) {
    expect(title.length).toBeLessThanOrEqual(256);
    expect(description.length).toBeLessThanOrEqual(4096);
    expect(author?.name.length ?? 0).toBeLessThanOrEqual(256);
  }
  const shown = embeds.flatMap(({ image }) => image?.url.replace("attachment://", "") ?? []);
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(shown));
  expect(content.length + embeds.length + files.length).toBeGreaterThan(0);
}

export const text = (content: string) => ({ type: 10, content });
export const gallery = (name: string, more: object = {}) => ({
  type: 12,
  items: [{ media: { url: `attachment://${name}` }, description: "A rabbit", ...more }],
});
