import { formatTimecode } from "../../../src/chat/text/timecode.ts";
import type { FeedbackLine } from "../line.ts";

/**
 * A sample of Inspect (inspect_ai): what people saw, and as target what a person thought of it, so that a grader can be held against
 * people.
 */
export function inspectSample(line: FeedbackLine): object {
  const { id, judged, verdict, images = [], reply, system, question, ...metadata } = line;
  const { start, end, theme, description, significance } = judged;
  const range = `${formatTimecode(start)} to ${formatTimecode(end)}`;
  const text = [range, theme, description, significance].filter((part) => part !== "").join("\n");
  const pictures = images.map((image) => ({ type: "image", image }));
  const content = images.length > 0 ? [...pictures, { type: "text", text }] : text;
  return {
    input: [{ role: "user", content }],
    target: verdict,
    id,
    metadata: { ...metadata, judged, system, question, reply },
  };
}
