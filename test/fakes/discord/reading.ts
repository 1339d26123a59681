import { nodesOf, plainText } from "./markdown.ts";
import { addressesIn, withInner } from "./rest/layout-form.ts";
import type { Component, Embed, FakeFile, FakeMessage } from "./world.ts";

/** With markup apart from without. */
interface Text {
  readonly text: string;
  readonly hasMarkup: boolean;
}

const marked = (text: string | undefined): Text[] => (text ? [{ text, hasMarkup: true }] : []);
const plain = (text: string | undefined): Text[] => (text ? [{ text, hasMarkup: false }] : []);

function ofEmbed({ author, title, description, footer }: Embed): readonly Text[] {
  return [...plain(author?.name), ...marked(title), ...marked(description), ...plain(footer?.text)];
}

function ofComponents(components: readonly Component[]): readonly Text[] {
  return withInner(components).flatMap(({ content }) => marked(content));
}

/** Texts of a message in the order in which they stand on the screen. */
function textsOf({ content, embeds, components }: FakeMessage): readonly Text[] {
  return [...marked(content), ...embeds.flatMap(ofEmbed), ...ofComponents(components)];
}

function asRead(texts: readonly Text[]): string {
  return texts.map(({ text, hasMarkup }) => (hasMarkup ? plainText(text) : text)).join("\n");
}

/** Everything that can be read of a message. */
export function readableText(message: FakeMessage): string {
  return asRead(textsOf(message));
}

/** Addresses that can be clicked. */
export function linksIn(message: FakeMessage): readonly string[] {
  const authors = message.embeds.flatMap(({ author }) => author?.url ?? []);
  return [...authors, ...nodesIn(message).flatMap((node) => (node.kind === "link" ? [node.href] : []))];
}

/** What looks like a mention, whether or not it pings anyone. */
export function mentionsShown(message: FakeMessage): readonly string[] {
  return nodesIn(message).flatMap((node) => (node.kind === "mention" ? [node.text] : []));
}

function nodesIn(message: FakeMessage) {
  return textsOf(message).flatMap(({ text, hasMarkup }) => (hasMarkup ? nodesOf(text) : []));
}

/** The markup of a message's texts, as it was sent. */
export function sourceOf(message: FakeMessage): string {
  return textsOf(message)
    .map(({ text }) => text)
    .join("\n");
}

/** Pictures of cards and galleries, and the files that stand by themselves. */
export function filesShown({ embeds, components, files }: FakeMessage) {
  const galleries = withInner(components).filter(({ items }) => items !== undefined);
  const inCards = new Set([...embeds.flatMap(({ image }) => image?.url ?? []), ...addressesIn(galleries)]);
  const isPicture = (name: string) => inCards.has(`attachment://${name}`);
  return {
    pictures: files
      .filter(({ name }) => isPicture(name))
      .map(({ name, description }) => ({ name, alt: description ?? "" })),
    files: files.filter(({ name }) => !isPicture(name)).map(({ name }) => name),
  };
}

const CONTAINER = 17;

interface SeenCard {
  readonly lines: readonly string[];
  readonly picture: FakeFile | null;
}

/** A message's cards: what is read in each, line by line, and its picture. */
export function cardsIn({ embeds, components, files }: FakeMessage): readonly SeenCard[] {
  const card = (texts: readonly Text[], address: string | undefined) => ({
    lines: asRead(texts).split("\n").filter(Boolean),
    picture: files.find(({ name }) => address === `attachment://${name}`) ?? null,
  });
  return [
    ...embeds.map((embed) => card(ofEmbed(embed), embed.image?.url)),
    ...components
      .filter(({ type }) => type === CONTAINER)
      .map(({ components: inner = [] }) => card(ofComponents(inner), addressesIn(inner)[0])),
  ];
}

/** What is written on buttons and menus. */
export function labelsOf({ components }: FakeMessage): readonly string[] {
  return withInner(components).flatMap(({ label, placeholder }) => label ?? placeholder ?? []);
}
