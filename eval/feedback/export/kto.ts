import { labelFrames } from "../../../src/summary/ask/prompt.ts";
import type { FeedbackLine } from "../line.ts";

/**
 * Rows for KTO as TRL takes them: verdicts stand alone and have no pair, which rules out DPO. One row a reply: good where more
 * verdicts on it and its segments are good than not. A tie says nothing and is left out.
 */
export function ktoRows(lines: readonly FeedbackLine[]): object[] {
  const byReply = Map.groupBy(
    lines.filter(({ reply }) => reply !== null),
    ({ scope, reply_id }) => `${scope}:${reply_id}`,
  );
  return [...byReply.values()].flatMap((votes) => {
    const [first] = votes;
    const good = votes.filter(({ verdict }) => verdict === "good").length;
    const isTie = 2 * good === votes.length;
    return first && !isTie ? [rowOf(first, 2 * good > votes.length)] : [];
  });
}

function rowOf({ system, question, reply, frames, images = [] }: FeedbackLine, label: boolean): object {
  const times = labelFrames(
    frames.map((timestamp) => ({ timestamp, width: 0, height: 0, jpeg: Buffer.alloc(0) })),
  ).map((frame) => `<${frame.label} seconds>`);
  const parts = times.flatMap((text) => [{ type: "text", text }, { type: "image" }]);
  const user =
    images.length > 0 ? [...parts, { type: "text", text: question }] : [...times, question ?? ""].join("\n");
  return {
    prompt: [
      { role: "system", content: images.length > 0 ? [{ type: "text", text: system }] : system },
      { role: "user", content: user },
    ],
    completion: [{ role: "assistant", content: images.length > 0 ? [{ type: "text", text: reply }] : reply }],
    label,
    ...(images.length > 0 && { images }),
  };
}
