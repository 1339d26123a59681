import { type Catalogue, catalogueFor } from "../../../src/chat/locales/locales.ts";
import { readFailure } from "../errors.ts";
import type { KeepTimes } from "../options.ts";
import { type Block, context, header, section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import type { Incoming } from "./context.ts";

/** Shows what the bot does and what it keeps, to the person who opened its home page, in their language. */
export async function showHome(incoming: Incoming, user: string): Promise<void> {
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
