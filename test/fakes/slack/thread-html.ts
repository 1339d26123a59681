import { cardsOf, type FakeCard } from "./cards.ts";
import { decode } from "./mrkdwn-reader.ts";
import { messagesIn } from "./read-thread.ts";
import { STYLE } from "./thread-style.ts";
import { BOT, type FakeBlock, type FakeFile, type FakeMessage, type World } from "./world.ts";

/** The thread as a page that looks like Slack, for a person to judge what we post. */
export function renderThreadHtml(world: World, channel: string, thread: string): string {
  const [root, ...replies] = messagesIn(world, channel, thread);
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Thread</title><style>${STYLE}</style>
<main><header>Thread <small># general</small></header>
${root ? messageHtml(world, root) : ""}<div class="replies"><span>${count}</span></div>
${replies.map((reply) => messageHtml(world, reply)).join("\n")}</main></html>`;
}

function messageHtml(world: World, message: FakeMessage): string {
  const isBot = message.user === BOT.user;
  const name = isBot ? "Cuepoint" : (world.users.get(message.user)?.name ?? message.user);
  const time = new Date(Number(message.ts) * 1000).toISOString().slice(11, 16);
  const reactions = world.reactions.filter(
    ({ channel, ts }) => channel === message.channel && ts === message.ts,
  );
  const body =
    message.blocks.length > 0
      ? message.blocks.map((block) => blockHtml(world, block)).join("\n")
      : `<p class="section">${mrkdwnHtml(message.text)}</p>`;
  return `<article><div class="avatar ${isBot ? "bot" : ""}">${isBot ? "◉" : toHtml(name.slice(0, 1))}</div><div class="body">
<div class="who"><b>${toHtml(name)}</b>${isBot ? '<span class="app">APP</span>' : ""}<time>${time}</time></div>
${body}
${message.files.map((id) => fileHtml(world.files.get(id))).join("\n")}
${reactions.length > 0 ? `<div class="reactions">${reactions.map(reactionHtml).join("")}</div>` : ""}</div></article>`;
}

function reactionHtml({ name }: { readonly name: string }): string {
  return `<span class="reaction">${name === "eyes" ? "👀" : toHtml(name)} 1</span>`;
}

interface Text {
  readonly type: string;
  readonly text: string;
}

interface Element extends Text {
  readonly style?: string;
  readonly placeholder?: Text;
}

function blockHtml(world: World, block: FakeBlock): string {
  const { text, elements = [] } = block as unknown as {
    text: Text;
    elements?: readonly (Element & { text: unknown })[];
  };
  switch (block.type) {
    case "header":
      return `<h3>${textHtml(text)}</h3>`;
    case "section":
      return `<p class="section">${textHtml(text)}</p>`;
    case "context":
      return `<p class="context">${elements.map((element) => textHtml(element as Text)).join(" ")}</p>`;
    case "divider":
      return "<hr>";
    case "image":
      return imageHtml(world, block);
    case "context_actions":
      return `<div class="thumbs">${elements.map(thumbsHtml).join("")}</div>`;
    case "carousel":
      return `<div class="row" tabindex="0">${cardsOf(block)
        .map((card) => cardHtml(world, card))
        .join("")}</div>`;
    case "actions":
      return `<div class="actions">${elements.map((element) => elementHtml(element)).join("")}</div>`;
    default:
      return `<p class="unknown">${toHtml(block.type)}</p>`;
  }
}

function elementHtml({ type, style, text, placeholder }: Omit<Element, "text"> & { text: unknown }): string {
  if (type === "static_select") return `<span class="select">${textHtml(placeholder)}<i>⌄</i></span>`;
  return `<span class="button ${style ?? ""}">${textHtml(text as Text)}</span>`;
}

function cardHtml(world: World, { hero_image, title, body, actions = [] }: FakeCard): string {
  const buttons = actions.map((action) => elementHtml(action)).join("");
  return `<section class="card">${hero_image ? imageHtml(world, hero_image) : ""}<div><b>${textHtml(title)}</b>${
    body ? `<p>${textHtml(body)}</p>` : ""
  }</div>${buttons ? `<div class="actions">${buttons}</div>` : ""}</section>`;
}

/** Slack draws a thumb up and a thumb down, whose labels show when one points at them. */
function thumbsHtml(element: object): string {
  const { positive_button: up, negative_button: down } = element as Record<string, { text: Text }>;
  const thumb = (sign: string, of: { text: Text } | undefined) =>
    `<span class="button" title="${textHtml(of?.text)}">${sign}</span>`;
  return thumb("👍", up) + thumb("👎", down);
}

function imageHtml(world: World, block: FakeBlock): string {
  const { slack_file, alt_text, title } = block as unknown as {
    slack_file: { id: string };
    alt_text: string;
    title?: Text;
  };
  const caption = title ? `<figcaption>${textHtml(title)} <i>▾</i></figcaption>` : "";
  return `<figure>${caption}<img src="${dataUrl(world.files.get(slack_file.id))}" alt="${toHtml(alt_text)}"></figure>`;
}

function fileHtml(file: FakeFile | undefined): string {
  if (!file) return "";
  if (/\.(jpe?g|png|gif)$/i.test(file.name))
    return `<figure><figcaption>${toHtml(file.name)}</figcaption><img src="${dataUrl(file)}" alt="${toHtml(file.alt)}"></figure>`;
  const kind = file.name.split(".").at(-1)?.toUpperCase() ?? "";
  return `<div class="file"><span class="icon">${toHtml(kind)}</span><span><b>${toHtml(file.title)}</b><small>${toHtml(kind)}</small></span></div>`;
}

function dataUrl(file: FakeFile | undefined): string {
  return `data:image/jpeg;base64,${file?.data?.toString("base64") ?? ""}`;
}

function textHtml(text: Text | undefined): string {
  if (!text) return "";
  return text.type === "mrkdwn" ? mrkdwnHtml(text.text) : toHtml(text.text);
}

const EMOJI: Readonly<Record<string, string>> = { ":warning:": "⚠️" };

/** Bold, italic, struck and code where Slack would see them: with a boundary on both sides. */
function mrkdwnHtml(source: string): string {
  return source
    .split(LINK)
    .map((part) => {
      const [, address = "", words = ""] = LINK_PARTS.exec(part) ?? [];
      return address === ""
        ? plainHtml(part)
        : `<a href="${toHtml(decode(address))}">${toHtml(decode(words))}</a>`;
    })
    .join("");
}

const LINK = /(<https?:[^|>\s]+\|[^>]*>)/;
const LINK_PARTS = /^<(https?:[^|>\s]+)\|([^>]*)>$/;

function plainHtml(source: string): string {
  return toHtml(decode(source.replaceAll(`<@${BOT.user}>`, "@Cuepoint")))
    .replace(/(^|[\s\p{P}])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s\p{P}])/gu, "$1<b>$2</b>")
    .replace(/(^|[\s\p{P}])_(\S(?:[^_\n]*\S)?)_(?=$|[\s\p{P}])/gu, "$1<em>$2</em>")
    .replace(/(^|[\s\p{P}])`([^`\n]+)`(?=$|[\s\p{P}])/gu, "$1<code>$2</code>")
    .replace(/:[a-z_]+:/g, (name) => EMOJI[name] ?? name)
    .replaceAll("\n", "<br>");
}

function toHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
