import { relative } from "node:path";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { Card, OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { toOneLine, toPlainText } from "../../../src/chat/text/plain-text.ts";
import { type OutputStream, style, textWidth } from "./stream.ts";
import { wrap } from "./wrap.ts";

interface PrintContext {
  readonly stream: OutputStream;
  readonly catalogue: Catalogue;
  /** How a file that was kept is shown, as a path that can be opened; null where nothing was kept. */
  readonly pathOf: ((file: OutgoingFile) => string) | null;
}

const CARD_INDENT = 2;

/** A message as text, ending in a line feed: title, what happens, cards, footer, files. */
export function printMessage(message: OutgoingMessage, context: PrintContext): string {
  const { stream, catalogue } = context;
  const paragraphs = [
    message.title ? style("bold", block(toOneLine(message.title), stream), stream) : "",
    block(toPlainText(message.text), stream),
    ...printCards(message.cards ?? [], context),
    ...(message.footer ?? []).map((line) => style("dim", block(toPlainText(line), stream), stream)),
    // Commands are there to be copied: a broken line would break them.
    message.operatorHint ?? "",
    printFiles(message, catalogue, context),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}

/** Each card is a paragraph; pictures without words are the lines of one. */
function printCards(cards: readonly Card[], context: PrintContext): readonly string[] {
  const printed = cards.map((card) => printCard(card, context));
  return cards.every(({ title, body }) => title === "" && body === "") ? [printed.join("\n")] : printed;
}

function printCard({ time, title, body, note, caption = "", image }: Card, context: PrintContext): string {
  const { stream, pathOf, catalogue } = context;
  // A picture without words says its time in its caption.
  const heading = title
    ? [`${style("cyan", toOneLine(time), stream)}  ${style("bold", toOneLine(title), stream)}`]
    : [];
  const indent = title ? CARD_INDENT : 0;
  const words = [toPlainText(body), toPlainText(note ?? "")]
    .filter((text) => text !== "")
    .map((text) => block(text, stream, indent));
  const still = image && pathOf ? catalogue.terminal.stillPath(caption, pathOf(image)) : caption;
  // A path is never broken: it is there to be clicked or copied.
  const picture = still === "" ? [] : [" ".repeat(indent) + style("dim", toOneLine(still), stream)];
  return [...heading, ...words, ...picture].join("\n");
}

function printFiles(
  { files = [], data }: OutgoingMessage,
  { terminal }: Catalogue,
  { pathOf }: PrintContext,
): string {
  if (!pathOf) return "";
  const lines = files.map((file) =>
    file.mediaType === "text/html" ? terminal.reportPath(pathOf(file)) : terminal.filePath(pathOf(file)),
  );
  return [...(data ? [terminal.dataPath(pathOf(data))] : []), ...lines].join("\n");
}

function block(text: string, stream: OutputStream, indent = 0): string {
  const room = " ".repeat(indent);
  return wrap(text, textWidth(stream) - indent)
    .map((line) => (line === "" ? line : room + line))
    .join("\n");
}

/** Relative to where the person is, unless that would climb out; harmless to print. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return toOneLine(short === "" ? "." : short.startsWith("..") ? path : short);
}
