import { COLOURS, type Colour } from "../../fixtures/paint.ts";
import type { SeenFrame, SeenRequest } from "./seen-request.ts";

type LabelledFrame = SeenFrame & { readonly label: string };

/** The question that a person typed, out of the text around it. */
export function personsQuestion(text: string): string {
  const quoted = /asks about the video: ("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  return quoted === undefined ? text : String(JSON.parse(quoted));
}

/** In the order in which the question names them. */
function colourNames(question: string): Colour[] {
  const names = Object.keys(COLOURS) as Colour[];
  return names
    .filter((name) => new RegExp(`\\b${name}\\b`, "i").test(question))
    .sort((a, b) => question.toLowerCase().indexOf(a) - question.toLowerCase().indexOf(b));
}

const notFound = (closer: { start: string; end: string } | null) => JSON.stringify({ found: false, closer });
const sentence = (says: string, frames: readonly LabelledFrame[], quotes?: readonly string[]) => ({
  moments: frames.slice(0, 4).map(({ label }) => label),
  quotes,
  says,
});
const found = (...sentences: readonly ReturnType<typeof sentence>[]) =>
  JSON.stringify({ found: true, answer: sentences });

/**
 * Answers from the pictures: which number can be read (a mark along the lower edge), which colour is shown last, and
 * when a colour is shown. Where it reads no number, it asks for a closer look between the two colours that are named.
 */
export function answerBrain({ frames, question, schema }: SeenRequest): string {
  const asked = personsQuestion(question);
  const labelled = frames.filter((frame): frame is LabelledFrame => frame.label !== null);
  const colours = colourNames(asked);
  if (/\bsaid\b|\bsays?\b/i.test(asked)) return findSaid(labelled, asked);
  if (/number|read|slide/i.test(asked)) return readNumber(labelled, colours, JSON.stringify(schema ?? {}));
  if (/last|newest/i.test(asked)) {
    const last = labelled.at(-1);
    return last ? found(sentence(`The picture is ${last.colour}.`, [last])) : notFound(null);
  }
  const shown = labelled.filter(({ colour }) => colours.includes(colour));
  if (shown.length === 0) return notFound(null);
  const byColour = Map.groupBy(shown, ({ colour }) => colour);
  return found(
    ...[...byColour].map(([colour, frames], i) =>
      sentence(`${i === 0 ? "Yes, the" : "The"} picture is ${colour}.`, frames),
    ),
  );
}

/** The lines with a word of the question, and the pictures before them. */
function findSaid(frames: readonly LabelledFrame[], asked: string): string {
  const words = asked.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
  const says = (text: string) => words.some((word) => text.toLowerCase().includes(word));
  const shown = frames.filter(({ heard }) => heard.some(({ text }) => says(text)));
  const ids = shown.flatMap(({ heard }) => heard.filter(({ text }) => says(text)).map(({ id }) => id));
  return ids.length > 0 ? found(sentence("Somebody speaks of that.", shown, ids)) : notFound(null);
}

function readNumber(frames: readonly LabelledFrame[], colours: readonly Colour[], schema: string): string {
  const marked = frames.filter(({ mark }) => mark !== null);
  if (marked.length > 0) return found(sentence(`The number ${marked[0]?.mark} can be read.`, marked));
  const [first, second] = colours;
  const before = frames.findLast(({ colour }) => colour === first);
  const after = frames.find(({ colour }) => colour === second);
  const mayAsk = schema.includes('"start"');
  return before && after && mayAsk ? notFound({ start: before.label, end: after.label }) : notFound(null);
}
