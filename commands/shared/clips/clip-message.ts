import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { rangeText } from "../../../src/summary/words.ts";
import type { ClipMade, WantedClip } from "./clip-file.ts";

/** A clip with its time and theme, and what a reader must know of it. */
export function clipMessage(
  kind: "answer" | "notice",
  { range, theme }: WantedClip,
  { file, hasSound, isReduced, width, height }: ClipMade,
  { clips: words }: Catalogue,
): OutgoingMessage {
  return {
    kind,
    text: words.clip(rangeText(range), theme),
    footer: [...(hasSound ? [] : [words.noSound]), ...(isReduced ? [words.madeSmaller(width, height)] : [])],
    files: [file],
  };
}
