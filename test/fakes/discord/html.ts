import { STYLE } from "./html-style.ts";
import { type Line, type Node, readMarkdown } from "./markdown.ts";
import { filesShown } from "./reading.ts";
import { IS_LAYOUT } from "./rest/layout-form.ts";
import { timeOf } from "./snowflake.ts";
import {
  type Component,
  type Embed,
  type FakeChannel,
  type FakeFile,
  type FakeMessage,
  messagesIn,
  must,
  type World,
} from "./world.ts";

/** A channel or thread as Discord would draw it, in one page without anything from outside. */
export function renderThreadHtml(world: World, channel: FakeChannel): string {
  let previous: FakeMessage | undefined;
  const articles = messagesIn(world, channel.id).map((message) => {
    const isMore = previous?.author === message.author;
    previous = message;
    return drawMessage(world, message, isMore);
  });
  const recipient = world.users.get(channel.recipient ?? "");
  const title = text(recipient ? `@${recipient.name}` : `# ${channel.name}`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>${STYLE}</style><header>${title}</header><main>${withNames(world, articles.join("\n"))}</main></html>`;
}

/** People see a name where a message holds an id. */
function withNames(world: World, html: string): string {
  return html.replace(/(<span class="mention">)&lt;[@#]!?(\d+)&gt;/g, (whole, before: string, id: string) => {
    const [user, channel] = [world.users.get(id), world.channels.get(id)];
    if (user) return `${before}@${text(user.name)}`;
    return channel ? `${before}# ${text(channel.name)}` : whole;
  });
}

function drawMessage(world: World, message: FakeMessage, isMore: boolean): string {
  const author = must(world.users.get(message.author), "user");
  const time = new Date(timeOf(message.id)).toISOString().slice(11, 16);
  const colour = author.bot ? "#2f9e8f" : "#c0567b";
  const head = isMore
    ? ""
    : `<div class="avatar" style="background:${colour}">${text(author.name.slice(0, 1))}</div>
       <span class="who">${text(author.name)}</span>${author.bot ? ' <span class="app">APP</span>' : ""}<time>${time}</time>`;
  const isThinking = (message.flags & 128) !== 0;
  const isLayout = (message.flags & IS_LAYOUT) !== 0;
  const alone = new Set(isLayout ? [] : filesShown(message).files);
  return `<article class="${isMore ? "more" : ""}">${head}
    ${isThinking ? `<div class="thinking">${text(author.name)} is thinking …</div>` : ""}
    <div class="content">${drawText(message.content)}</div>
    ${message.files
      .filter(({ name }) => alone.has(name))
      .map(drawFile)
      .join("")}
    ${message.embeds.map((embed) => drawEmbed(embed, message.files)).join("")}
    ${message.components.map((one) => drawComponent(one, message.files)).join("")}
  </article>`;
}

function drawFile(file: FakeFile): string {
  if (file.contentType.startsWith("image/")) return drawPicture(file, "picture");
  const kilobytes = (file.data.byteLength / 1024).toFixed(1);
  return `<div class="file">${text(file.name)}<span>${kilobytes} KB</span></div>`;
}

function drawPicture({ contentType, data, description }: FakeFile, style: string): string {
  const source = `data:${contentType};base64,${data.toString("base64")}`;
  return `<img class="${style}" alt="${text(description ?? "")}" src="${source}">`;
}

function drawEmbed(embed: Embed, files: readonly FakeFile[]): string {
  const picture = files.find(({ name }) => embed.image?.url === `attachment://${name}`);
  return `<div class="embed" style="border-color:${colourOf(embed.color)}">
    ${drawAuthor(embed)}
    ${embed.title ? `<div class="title">${drawText(embed.title)}</div>` : ""}
    ${embed.description ? `<div class="description">${drawText(embed.description)}</div>` : ""}
    ${picture ? drawPicture(picture, "still") : ""}
    ${embed.footer ? `<div class="footer">${text(embed.footer.text)}</div>` : ""}
  </div>`;
}

function drawAuthor({ author }: Embed): string {
  if (!author) return "";
  const name = text(author.name);
  return `<div class="author">${author.url ? `<a href="${text(author.url)}">${name}</a>` : name}</div>`;
}

function drawComponent(one: Component, files: readonly FakeFile[]): string {
  const { type, components = [], content = "", items = [], file, style, label = "", placeholder = "" } = one;
  const inner = () => components.map((each) => drawComponent(each, files)).join("");
  const named = (address: string) => files.find(({ name }) => address === `attachment://${name}`);
  switch (type) {
    case 1:
      return `<div class="row">${inner()}</div>`;
    case 2:
      return `<button class="s${style ?? 2}">${text(label)}</button>`;
    case 10:
      return `<div class="content">${drawText(content)}</div>`;
    case 12:
      return `<div class="gallery g${Math.min(items.length, 3)}">${items
        .map(({ media, spoiler }) => drawItem(named(media.url), spoiler === true))
        .join("")}</div>`;
    case 13:
      return drawItem(named(file?.url ?? ""), false);
    case 17:
      return `<div class="container" style="border-left-color:${colourOf(one.accent_color)}">${inner()}</div>`;
    default:
      return `<button class="menu">${text(placeholder)} ▾</button>`;
  }
}

function drawItem(file: FakeFile | undefined, isCovered: boolean): string {
  if (!file) return "";
  if (!file.contentType.startsWith("image/")) return drawFile(file);
  return isCovered ? `<div class="covered">${drawPicture(file, "still")}</div>` : drawPicture(file, "still");
}

function colourOf(colour: number | null | undefined): string {
  return `#${(colour ?? 0x1e1f22).toString(16).padStart(6, "0")}`;
}

const WRAPPERS: Readonly<Record<Line["kind"], readonly [string, string]>> = {
  plain: ["", "\n"],
  h1: ["<h1>", "</h1>"],
  h2: ["<h2>", "</h2>"],
  h3: ["<h3>", "</h3>"],
  small: ["<small>", "</small>"],
  quote: ["<blockquote>", "</blockquote>"],
  item: ['<div class="item">', "</div>"],
};

function drawText(source: string): string {
  if (source === "") return "";
  const lines = readMarkdown(source).map(({ kind, inside }) => {
    const [before, after] = WRAPPERS[kind];
    return `${before}${inside.map(drawNode).join("")}${after}`;
  });
  return lines.join("").replace(/\n$/, "");
}

function drawNode(node: Node): string {
  switch (node.kind) {
    case "text":
      return text(node.text);
    case "code":
      return `<code>${text(node.text)}</code>`;
    case "mention":
      return `<span class="mention">${text(node.text)}</span>`;
    case "link":
      return `<a href="${text(node.href)}">${node.inside.map(drawNode).join("")}</a>`;
    case "styled": {
      const inside = node.inside.map(drawNode).join("");
      return node.style === "spoiler"
        ? `<span class="spoiler">${inside}</span>`
        : `<${node.style}>${inside}</${node.style}>`;
    }
  }
}

function text(value: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return value.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
