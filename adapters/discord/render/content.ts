import { progressBar } from "../../../src/chat/delivery/progress-bar.ts";
import type { OutgoingMessage, Progress, ProgressStep } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { CONTENT_LENGTH, REMARK_ROOM } from "../limits.ts";
import { escapeLine, escapingAround, splitEscaped } from "./escape.ts";

export const TEXT_LENGTH = CONTENT_LENGTH - REMARK_ROOM;

/** A heading longer than this is no heading; it is shown as text. */
const HEADING_LENGTH = 300;

/** The words above the cards, in as many pieces as they need; each leaves room for a remark. */
export function drawText({ title, text, progress, times }: OutgoingMessage): readonly string[] {
  const escaped = escapingAround(times);
  const heading = title ? `## ${escapeLine(title)}\n` : "";
  if (heading.length > HEADING_LENGTH) {
    return splitEscaped(`${title}\n\n${text}`, TEXT_LENGTH, escaped);
  }
  const line = progress && !isOver(progress) ? `\n${progressLine(progress)}` : "";
  const pieces = splitEscaped(text, TEXT_LENGTH - heading.length - line.length, escaped);
  const [first = "", ...more] = pieces;
  return [`${heading}${first}${line}`.trim(), ...more].filter((piece) => piece !== "");
}

/** Characters; footers are ours and short. */
const FOOTER_LENGTH = 500;

/** Small grey lines under everything. One too long for a message is cut off, and without links, which a cut could break. */
export function drawFooter({ footer = [], times }: OutgoingMessage): readonly string[] {
  const escaped = escapingAround(times);
  return footer
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const linked = `-# ${escaped(toOneLine(line))}`;
      return linked.length <= TEXT_LENGTH ? linked : shorten(`-# ${escapeLine(line)}`, FOOTER_LENGTH);
    });
}

const BAR_CELLS = 20;
const STEPS = ["fetch", "scan", "ask", "stills", "reply"] satisfies readonly ProgressStep[];
/** Waiting for the model is no step that the bar knows beforehand: it stands where the asking begins. */
const place = (step: ProgressStep) => STEPS.indexOf(step === "load" ? "ask" : step);

/** A full bar for good would say nothing that the words do not. */
function isOver({ step, done = false }: Progress): boolean {
  return step === "reply" && done;
}

/** How far the whole work is, each step an equal share. */
function progressLine({ step, fraction = 0, done = false }: Progress): string {
  const share = done ? 1 : Math.min(1, Math.max(0, fraction));
  const total = (place(step) + share) / STEPS.length;
  return progressBar(total, BAR_CELLS);
}
