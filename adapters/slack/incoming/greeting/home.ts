import type { z } from "zod";
import { type Catalogue, catalogueFor } from "../../../../src/chat/locales/locales.ts";
import { readFailure } from "../../errors.ts";
import { guessLocale } from "../../guess-locale.ts";
import type { KeepTimes } from "../../options.ts";
import { type Block, context, header, section } from "../../render/blocks.ts";
import { toMrkdwn } from "../../render/mrkdwn.ts";
import { refusalOf } from "../access.ts";
import type { Incoming } from "../context.ts";
import type { homeSchema } from "../payloads.ts";

type Opened = z.infer<typeof homeSchema>;

/** A person has opened the bot's home page, or their direct messages with it. */
export async function onOpened(incoming: Incoming, opened: Opened): Promise<void> {
  if (opened.tab === "messages") await showPrompts(incoming, opened);
  else await showHome(incoming, opened.user);
}

/** Suggestions for the person's next message in their direct messages, which begins a thread of its own. */
async function showPrompts(incoming: Incoming, { user, channel }: Opened): Promise<void> {
  if (channel === undefined || refusalOf(incoming, { channel, user, team: undefined })) return;
  const { locale } = await incoming.people(user);
  await incoming.suggestPrompts(channel, locale ?? guessLocale(""));
}

/** Shows what the bot does and what it keeps, to the person who opened its home page, in their language. */
async function showHome(incoming: Incoming, user: string): Promise<void> {
  const { people, api, logger, keeps } = incoming;
  const { locale } = await people(user);
  try {
    await api.publishHome(user, homeBlocks(catalogueFor(locale ?? "en"), keeps));
  } catch (error) {
    logger.info({ reason: readFailure(error)?.reason }, "could not show the home page");
  }
}

export function homeBlocks({ slack: { home } }: Catalogue, keeps: KeepTimes | null): readonly Block[] {
  const ways = home.ways.map((way) => `•  ${toMrkdwn(way)}`);
  const words = home.words.map(([word, meaning]) => `•  \`${word}\`  ${toMrkdwn(meaning)}`);
  return [
    header(home.title),
    section(toMrkdwn(home.does)),
    { type: "divider" },
    section(listed(home.howHeading, ways)),
    section(listed(home.wordsHeading, words)),
    { type: "divider" },
    section(listed(home.keepsHeading, [toMrkdwn(home.keeps(keeps)), toMrkdwn(home.forget)])),
    context(toMrkdwn(home.leaves)),
  ];
}

function listed(heading: string, lines: readonly string[]): string {
  return [`*${toMrkdwn(heading)}*`, ...lines].join("\n");
}
