import { nodesOf, plainText } from "./markdown.ts";
import type { Embed, FakeMessage } from "./world.ts";

/** Texts of a message in the order in which they stand on the screen; those with markup apart from those without. */
function textsOf({ content, embeds }: FakeMessage): readonly { text: string; hasMarkup: boolean }[] {
  const marked = (text: string | undefined) => (text ? [{ text, hasMarkup: true }] : []);
  const plain = (text: string | undefined) => (text ? [{ text, hasMarkup: false }] : []);
  return [
    ...marked(content),
    ...embeds.flatMap((embed: Embed) => [
      ...plain(embed.author?.name),
      ...marked(embed.title),
      ...marked(embed.description),
      ...plain(embed.footer?.text),
    ]),
  ];
}

/** Everything that can be read of a message. */
export function readableText(message: FakeMessage): string {
  return textsOf(message)
    .map(({ text, hasMarkup }) => (hasMarkup ? plainText(text) : text))
    .join("\n");
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

/** Pictures that cards show, and the files that stand by themselves. */
export function filesShown({ embeds, files }: FakeMessage) {
  const inCards = new Set(embeds.flatMap(({ image }) => (image ? [image.url] : [])));
  const isPicture = (name: string) => inCards.has(`attachment://${name}`);
  return {
    pictures: files
      .filter(({ name }) => isPicture(name))
      .map(({ name, description }) => ({ name, alt: description ?? "" })),
    files: files.filter(({ name }) => !isPicture(name)).map(({ name }) => name),
  };
}

/** A message's cards: what is read in each, line by line, and its picture. */
export function cardsIn({ embeds, files }: FakeMessage) {
  return embeds.map(({ author, title = "", description = "", image }) => ({
    lines: [author?.name ?? "", plainText(title), ...plainText(description).split("\n")].filter(Boolean),
    picture: files.find(({ name }) => image?.url === `attachment://${name}`) ?? null,
  }));
}

/** What is written on buttons and menus. */
export function labelsOf({ components }: FakeMessage): readonly string[] {
  return components.flatMap((row) =>
    row.components.map(({ label, placeholder }) => label ?? placeholder ?? ""),
  );
}
