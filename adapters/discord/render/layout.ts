import {
  type APIComponentInContainer,
  type APIEmbed,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  ComponentType,
} from "discord.js";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { isSpoilerName } from "../files/spoiler-name.ts";
import { ALT_LENGTH, COMPONENTS_LENGTH, COMPONENTS_PER_MESSAGE, REMARK_ROOM } from "../limits.ts";
import { escapeLine, escapeText } from "./escape.ts";
import { addressOf, isShown, type Part } from "./part.ts";

/** A part as components, in the order of reading. A card is a container: its words, and under them its picture. */
export function drawLayout(part: Part): APIMessageTopLevelComponent[] {
  const { content, embeds, files, footer = "", rows } = part;
  const loose = files.filter((file) => !isShown(file, embeds));
  const seen = loose.filter(({ mediaType }) => /^(image|video)\//.test(mediaType));
  return [
    ...text(content),
    ...embeds.map((embed) => ({
      type: ComponentType.Container as const,
      ...(embed.color !== undefined && { accent_color: embed.color }),
      components: drawCard(embed, files),
    })),
    ...gallery(seen),
    ...text(footer),
    ...loose.filter((file) => !seen.includes(file)).map(fileOf),
    ...rows,
  ];
}

/** True where Discord takes the part as it is, with room for `more` components and for a sentence about files. */
export function fitsLayout(part: Part, more = 0): boolean {
  const all = withInner(drawLayout(part));
  const length = all.reduce((sum, one) => sum + ("content" in one ? one.content.length : 0), 0);
  return all.length + more <= COMPONENTS_PER_MESSAGE && length + REMARK_ROOM <= COMPONENTS_LENGTH;
}

type Any = APIMessageTopLevelComponent | APIComponentInContainer;

function withInner(components: readonly Any[]): readonly (Any | { readonly type: number })[] {
  return components.flatMap((one) =>
    "components" in one ? [one, ...withInner(one.components as Any[])] : [one],
  );
}

function drawCard(embed: APIEmbed, files: readonly OutgoingFile[]): APIComponentInContainer[] {
  return [...text(cardWords(embed)), ...gallery(files.filter((file) => isShown(file, [embed])))];
}

/** An embed's title and description are escaped already; its author knows no markup, and so is not. */
export function cardWords({ author, title, description }: APIEmbed): string {
  return [author ? timeLine(author) : "", title ? `### ${title}` : "", description ?? ""]
    .filter((line) => line !== "")
    .join("\n");
}

function timeLine({ name, url }: NonNullable<APIEmbed["author"]>): string {
  return `-# ${url === undefined ? escapeLine(name) : `[${escapeText(name)}](<${url}>)`}`;
}

function text(content: string): APITextDisplayComponent[] {
  return content === "" ? [] : [{ type: ComponentType.TextDisplay, content }];
}

function gallery(files: readonly OutgoingFile[]): APIMediaGalleryComponent[] {
  if (files.length === 0) return [];
  const items = files.map(({ name, alt }) => ({
    media: { url: addressOf(name) },
    ...(alt && { description: shorten(alt, ALT_LENGTH) }),
    ...(isSpoilerName(name) && { spoiler: true }),
  }));
  return [{ type: ComponentType.MediaGallery, items }];
}

function fileOf({ name }: OutgoingFile): APIFileComponent {
  return {
    type: ComponentType.File,
    file: { url: addressOf(name) },
    ...(isSpoilerName(name) && { spoiler: true }),
  };
}
