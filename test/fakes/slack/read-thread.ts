import type { SeenMessage } from "../../contracts/chat-harness.ts";
import { cardsOf } from "./cards.ts";
import { readMrkdwn, visible } from "./mrkdwn-reader.ts";
import { BOT, type FakeBlock, type FakeMessage, type World } from "./world.ts";

interface TextObject {
  readonly type: "plain_text" | "mrkdwn";
  readonly text: string;
  readonly verbatim?: boolean;
}

interface Collected {
  readonly text: string[];
  readonly pictures: { readonly name: string; readonly alt: string }[];
  readonly files: string[];
  readonly actions: string[];
  readonly mentions: string[];
  readonly links: string[];
}

export function messagesIn(world: World, channel: string, thread: string): readonly FakeMessage[] {
  return world.messages.filter(
    (message) =>
      message.channel === channel &&
      !message.isDeleted &&
      (message.ts === thread || message.thread_ts === thread),
  );
}

/** The bot's messages in a thread as a person reads them. */
export function readThread(world: World, channel: string, thread: string): readonly SeenMessage[] {
  return messagesIn(world, channel, thread)
    .filter(({ user }) => user === BOT.user)
    .map((message) => readMessage(world, message));
}

export function readMessage(
  world: World,
  message: Pick<FakeMessage, "ts" | "text" | "blocks" | "files">,
): SeenMessage {
  const seen: Collected = { text: [], pictures: [], files: [], actions: [], mentions: [], links: [] };
  for (const block of message.blocks) readBlock(world, block, seen);
  // Notifications show the text even where the thread shows blocks instead.
  const fallback = readMrkdwn(message.text, { isVerbatim: true });
  seen.mentions.push(...fallback.mentions);
  seen.links.push(...fallback.links);
  if (message.blocks.length === 0) seen.text.push(visible(fallback.text));
  for (const id of message.files) readFile(world, id, seen);
  return { id: message.ts, ...seen, text: seen.text.join("\n") };
}

function readBlock(world: World, block: FakeBlock, seen: Collected): void {
  const { type, text, elements } = block as FakeBlock & {
    readonly text?: TextObject;
    readonly elements?: readonly (TextObject & {
      readonly text?: TextObject;
      readonly options?: readonly { readonly text: TextObject }[];
      readonly placeholder?: TextObject;
    })[];
  };
  if (text) readText(text, seen);
  if (type === "context") for (const element of elements ?? []) readText(element, seen);
  if (type === "actions") {
    for (const element of elements ?? []) {
      const label = (element.text ?? element.placeholder) as TextObject | undefined;
      seen.actions.push(visible(label?.text ?? ""));
    }
  }
  if (type === "image") readImage(world, block, seen);
  readCards(world, block, seen);
}

function readCards(world: World, block: FakeBlock, seen: Collected): void {
  for (const { hero_image, title, body, actions = [] } of cardsOf(block)) {
    if (hero_image) readImage(world, hero_image, seen);
    for (const words of [title, body]) if (words) readText(words, seen);
    seen.actions.push(...actions.map(({ text }) => visible(text.text)));
  }
}

function readText({ type, text, verbatim = false }: TextObject, seen: Collected): void {
  if (type === "plain_text") {
    seen.text.push(visible(text));
    return;
  }
  const read = readMrkdwn(text, { isVerbatim: verbatim });
  seen.text.push(visible(read.text));
  seen.mentions.push(...read.mentions);
  seen.links.push(...read.links);
}

function readImage(world: World, block: FakeBlock, seen: Collected): void {
  const { slack_file, alt_text, title } = block as FakeBlock & {
    readonly slack_file?: { readonly id: string };
    readonly alt_text: string;
    readonly title?: TextObject;
  };
  const file = world.files.get(slack_file?.id ?? "");
  seen.pictures.push({ name: file?.name ?? "?", alt: visible(alt_text) });
  if (title) readText(title, seen);
}

function readFile(world: World, id: string, seen: Collected): void {
  const file = world.files.get(id);
  if (!file) return;
  const isPicture = /\.(jpe?g|png|gif)$/i.test(file.name);
  if (isPicture) seen.pictures.push({ name: file.name, alt: file.alt });
  else seen.files.push(file.name);
}
