/** Discord's markup as its client reads it: what a person would see, could click, and would be pinged by. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly inside: readonly Node[] }
  | { readonly kind: "mention"; readonly text: string }
  | { readonly kind: "styled"; readonly style: Style; readonly inside: readonly Node[] };

type Style = "strong" | "em" | "u" | "s" | "spoiler";

export interface Line {
  readonly kind: "plain" | "h1" | "h2" | "h3" | "small" | "quote" | "item";
  readonly inside: readonly Node[];
}

const BLOCKS: readonly (readonly [RegExp, Line["kind"]])[] = [
  [/^# +/, "h1"],
  [/^## +/, "h2"],
  [/^### +/, "h3"],
  [/^-# +/, "small"],
  [/^>(?:>>)? /, "quote"],
  [/^ *[-*] +/, "item"],
];

/** Spoilers alone go over several lines: here each of them has marks of its own. */
const SPOILER = /\|\|((?:\\.|[^|\\])+?)\|\|/gs;

function inLines(text: string): readonly string[] {
  const marked = text.replace(SPOILER, (_, inside: string) => inside.replace(/^.+$/gm, "||$&||"));
  return marked.split("\n");
}

export function readMarkdown(text: string): readonly Line[] {
  return inLines(text).map((line) => {
    const block = BLOCKS.find(([pattern]) => pattern.test(line));
    const rest = block ? line.replace(block[0], "") : line;
    return { kind: block?.[1] ?? "plain", inside: readInline(rest) };
  });
}

type Reader = (match: RegExpExecArray) => Node;

const styled =
  (style: Style): Reader =>
  ([, inside = ""]) => ({ kind: "styled", style, inside: readInline(inside) });

const ADDRESS = String.raw`https?:\/\/[^\s<]+[^<.,:;"'\]\s]`;

/** In the order in which the client tries them at each place. */
const INLINE: readonly (readonly [RegExp, Reader])[] = [
  [/^\\([^0-9A-Za-z\s])/, ([, text = ""]) => ({ kind: "text", text })],
  [/^`([^`]+)`/, ([, text = ""]) => ({ kind: "code", text })],
  [/^<(https?:\/\/[^\s>]+)>/, ([, href = ""]) => link(href, href)],
  [/^\[([^\]]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, ([, text = "", href = ""]) => link(href, text)],
  [new RegExp(`^${ADDRESS}`), ([href]) => link(href, href)],
  [/^(?:<(?:@[!&]?|#)\d+>|@everyone|@here)/, ([text]) => ({ kind: "mention", text })],
  [/^\*\*([\s\S]+?)\*\*(?!\*)/, styled("strong")],
  [/^__([\s\S]+?)__(?!_)/, styled("u")],
  [/^~~([\s\S]+?)~~/, styled("s")],
  [/^\|\|([\s\S]+?)\|\|/, styled("spoiler")],
  [/^\*(?=\S)([^*]+?)\*(?!\*)/, styled("em")],
  [/^_([^_]+?)_(?![_\p{L}\p{N}])/u, styled("em")],
];

function link(href: string, text: string): Node {
  return { kind: "link", href, inside: [{ kind: "text", text }] };
}

function readInline(source: string): readonly Node[] {
  const nodes: Node[] = [];
  let rest = source;
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push({ kind: "text", text: plain });
    plain = "";
  };
  while (rest !== "") {
    const [length, node] = readOne(rest);
    if (node) {
      flush();
      nodes.push(node);
    } else plain += rest.slice(0, length);
    rest = rest.slice(length);
  }
  flush();
  return nodes;
}

function readOne(rest: string): readonly [number, Node | null] {
  for (const [pattern, reader] of INLINE) {
    const match = pattern.exec(rest);
    if (match) return [match[0].length, reader(match)];
  }
  // A run of letters at once: markup begins at the start of a word, and addresses not in its middle.
  return [/^[\p{L}\p{N}]+/u.exec(rest)?.[0].length ?? 1, null];
}

/** All nodes of a text, those inside others too. */
export function nodesOf(text: string): readonly Node[] {
  return readMarkdown(text).flatMap(({ inside }) => inside.flatMap(withInner));
}

function withInner(node: Node): readonly Node[] {
  return "inside" in node ? [node, ...node.inside.flatMap(withInner)] : [node];
}

export function plainText(text: string): string {
  return readMarkdown(text)
    .map(({ inside }) => inside.map(textOf).join(""))
    .join("\n");
}

function textOf(node: Node): string {
  return "inside" in node ? node.inside.map(textOf).join("") : node.text;
}
