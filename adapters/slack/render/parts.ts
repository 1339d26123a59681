import { asOneMessage } from "../../../src/chat/delivery/one-message.ts";
import type { OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { guessLocale } from "../guess-locale.ts";
import { FILES_PER_MESSAGE, LIMITS } from "../limits.ts";
import { type Block, image } from "./blocks.ts";
import { carousel } from "./carousel.ts";
import { mrkdwnLength, toMrkdwn } from "./mrkdwn.ts";
import { type Group, groupsOf, isPicture, type Piece } from "./pieces.ts";

/** One Slack message of several that an outgoing message takes. */
export interface BlocksPart {
  readonly kind: "blocks";
  readonly pieces: readonly Piece[];
  /** mrkdwn for a message's text field, which notifications and screen readers use. */
  readonly fallback: string;
  /** A summary takes its place soon: what Slack does not take of it need not follow. */
  readonly isInterim?: true;
}

type Pieces = Pick<BlocksPart, "pieces">;

/** Files that are no pictures, in one message of their own. */
export interface FilesPart {
  readonly kind: "files";
  readonly files: readonly OutgoingFile[];
  /** Of what is said with them. */
  readonly locale: string;
}

export type Part = BlocksPart | FilesPart;

/**
 * The fewest Slack messages that hold it all within Slack's limits. The same message gives the same parts every
 * time: their numbers say which of them were posted.
 */
export function partsOf(message: OutgoingMessage): readonly Part[] {
  if (message.kind !== "part") return allPartsOf(message);
  const one = asOneMessage(message, (shorter) => allPartsOf(shorter).length);
  const [first] = allPartsOf(one);
  return first?.kind === "blocks" ? [{ ...first, isInterim: true }] : [];
}

function allPartsOf(message: OutgoingMessage): readonly Part[] {
  const files = (message.files ?? []).filter((file) => !isPicture(file));
  return [...pack(groupsOf(message)), ...inTens(files, guessLocale(message.text))];
}

/** Without `fileIds` the pictures are left out, and what stands instead of cards in a row is shown. */
export function blocksOf(part: Pieces, fileIds?: ReadonlyMap<OutgoingFile, string>): Block[] {
  return (fileIds ? withRow(part) : asColumn(part)).flatMap((piece): Block[] => {
    if ("block" in piece) return [piece.block];
    if ("row" in piece) return [carousel(piece.row, fileIds ?? new Map())];
    const id = fileIds?.get(piece.image);
    return id === undefined ? [] : [image(id, piece.image.alt ?? piece.image.name, piece.caption)];
  });
}

/** Null for what cannot be divided. */
export function halvesOf({ pieces }: BlocksPart): readonly [BlocksPart, BlocksPart] | null {
  if (pieces.length < 2) return null;
  const middle = Math.ceil(pieces.length / 2);
  return [asPart(pieces.slice(0, middle)), asPart(pieces.slice(middle))];
}

export function picturesOf({ pieces }: Pieces): readonly OutgoingFile[] {
  return pieces.flatMap((piece) => {
    if ("row" in piece) return piece.row.flatMap(({ image }) => image ?? []);
    return "image" in piece ? [piece.image] : [];
  });
}

export function hasRow({ pieces }: Pieces): boolean {
  return pieces.some((piece) => "row" in piece);
}

export function hasCardPictures({ pieces }: Pieces): boolean {
  return pieces.some((piece) => "row" in piece && piece.row.some(({ image }) => image));
}

/** With what stands there instead of cards in a row. */
export function withoutRow(part: BlocksPart): BlocksPart {
  return { ...part, pieces: asColumn(part) };
}

function asColumn({ pieces }: Pieces): readonly Piece[] {
  return pieces.flatMap((piece) => ("row" in piece ? piece.instead : [piece]));
}

/** Beside a row of cards, without the actions that the cards offer. */
function withRow(part: Pieces): readonly Piece[] {
  if (!hasRow(part)) return part.pieces;
  return part.pieces.flatMap((piece): readonly Piece[] => {
    if (!("block" in piece) || piece.besideRow === undefined) return [piece];
    return piece.besideRow ? [{ block: piece.besideRow, spoken: piece.spoken }] : [];
  });
}

function pack(groups: readonly Group[]): readonly BlocksPart[] {
  const pages: Piece[][] = [];
  let page: Piece[] = [];
  const add = (group: Group) => {
    if (!fits([...page, ...group])) {
      if (page.length > 0) pages.push(page);
      page = [];
    }
    page.push(...group);
  };
  for (const group of groups) {
    if (fits(group)) add(group);
    else for (const piece of group) add([piece]);
  }
  if (page.length > 0) pages.push(page);
  return pages.map(asPart);
}

function asPart(pieces: readonly Piece[]): BlocksPart {
  return { kind: "blocks", pieces, fallback: fallbackOf(pieces) };
}

/** In either form: which one a workspace takes is found out only by sending it. */
function fits(pieces: readonly Piece[]): boolean {
  return [withRow({ pieces }), asColumn({ pieces })].every(
    (form) => form.length <= LIMITS.blocks && sum(form.map(sizeOf)) <= LIMITS.message,
  );
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function sizeOf(piece: Piece): number {
  if ("block" in piece) return JSON.stringify(piece.block).length;
  if ("row" in piece)
    return sum(piece.row.map(({ block, image }) => JSON.stringify(block).length + altOf(image).length));
  return altOf(piece.image).length + (piece.caption ?? "").length;
}

function altOf(image: OutgoingFile | undefined): string {
  return image?.alt ?? image?.name ?? "";
}

/** All of its text, plain. */
export function spokenOf({ pieces }: Pieces): string {
  return pieces
    .map(({ spoken }) => spoken)
    .filter(Boolean)
    .join("\n\n");
}

function fallbackOf(pieces: readonly Piece[]): string {
  return toMrkdwn(shorten(spokenOf({ pieces }), LIMITS.fallback, mrkdwnLength)) || "…";
}

/** The files of `parts`, by their number. */
export function fileParts(parts: readonly Part[]): ReadonlyMap<number, FilesPart> {
  return new Map([...parts.entries()].flatMap(([at, part]) => (part.kind === "files" ? [[at, part]] : [])));
}

export function inTens(files: readonly OutgoingFile[], locale: string): readonly FilesPart[] {
  const parts: FilesPart[] = [];
  for (let from = 0; from < files.length; from += FILES_PER_MESSAGE) {
    parts.push({ kind: "files", files: files.slice(from, from + FILES_PER_MESSAGE), locale });
  }
  return parts;
}
