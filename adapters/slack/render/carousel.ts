import type { types } from "@slack/bolt";
import type { BriefCard, OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { LIMITS } from "../limits.ts";
import { type Block, button, imageOf } from "./blocks.ts";
import { mrkdwnLength, toLabel, toMrkdwn, type Write } from "./mrkdwn.ts";

/** A card of a row, whose picture has to be uploaded first. */
export interface RowCard {
  readonly block: types.CardBlock;
  readonly image: OutgoingFile | undefined;
}

/** Action ids must differ within a message, so each ends in the card's position and its own. */
export function rowOf(cards: readonly BriefCard[], write: Write): readonly RowCard[] {
  return cards.slice(0, LIMITS.cards).map(({ time, title, sentence, image, actions = [] }, at) => {
    const heading = [time, title].filter(Boolean).join("  ");
    return {
      image,
      block: {
        type: "card",
        title: mrkdwn(heading || "–", LIMITS.cardTitle, write),
        ...(sentence && { body: mrkdwn(sentence, LIMITS.cardBody, write) }),
        ...(actions.length > 0 && {
          actions: actions.map((action, position) => ({
            ...button(action, `${action.id}:${at}-${position}`),
            // Ten buttons of one name say nothing to a person who hears them.
            accessibility_label: toLabel(`${action.label} ${time}`, LIMITS.button),
          })),
        }),
      },
    };
  });
}

/** The message with cards of words alone. */
export function withoutCardPictures(message: OutgoingMessage): OutgoingMessage {
  if (!message.brief) return message;
  const cards = message.brief.cards.map(({ image: _, ...card }) => card);
  return { ...message, brief: { ...message.brief, cards } };
}

/** Cards side by side. */
export function carousel(row: readonly RowCard[], fileIds: ReadonlyMap<OutgoingFile, string>): Block {
  return {
    type: "carousel",
    elements: row.map(({ block, image }) => {
      const id = image && fileIds.get(image);
      return image && id !== undefined
        ? { ...block, hero_image: imageOf(id, image.alt ?? image.name) }
        : block;
    }),
  };
}

/** With its links where they fit in; an address counts as the text does. */
function mrkdwn(text: string, limit: number, write: Write) {
  const written = write(text);
  const fitting = written.length <= limit ? written : toMrkdwn(shorten(text, limit, mrkdwnLength));
  return { type: "mrkdwn" as const, text: fitting, verbatim: true };
}
