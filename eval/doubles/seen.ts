import type { ModelMessage, VisionRequest } from "../../src/vision/model.ts";

interface SeenFrame {
  readonly label: string;
  readonly seconds: number;
  /** Ids of the lines that stand between it and the next one. */
  readonly cues: readonly string[];
}

/** What a request shows, as far as a double has to know it. */
export interface Seen {
  readonly schema: string;
  /** Frames that may be named, oldest first. */
  readonly frames: readonly SeenFrame[];
  readonly mostSegments: number;
  /** Of a person; empty where it asks for a summary. */
  readonly question: string;
  /** The last text: what is asked. */
  readonly text: string;
}

const LABEL = /^<(\d+(?:\.\d+)?) seconds>$/;

export function seen({ messages, schema }: VisionRequest): Seen {
  const frames: { label: string; seconds: number; cues: string[] }[] = [];
  let last = "";
  for (const part of messages.flatMap(partsOf)) {
    if (part.type !== "text") continue;
    last = part.text;
    const label = LABEL.exec(part.text)?.[1];
    if (label !== undefined) frames.push({ label, seconds: Number(label), cues: [] });
    else if (part.text.startsWith("Heard: ")) {
      frames.at(-1)?.cues.push(...Array.from(part.text.matchAll(/\[(c\d+)\]/g), ([, id = ""]) => id));
    }
  }
  const most = schema ? /"maxItems":(\d+)/.exec(JSON.stringify(schema.schema)) : /at most (\d+)/.exec(last);
  return {
    schema: schema?.name ?? "",
    frames: frames.toSorted((a, b) => a.seconds - b.seconds),
    mostSegments: Number(most?.[1] ?? 1),
    question: questionIn(last),
    text: last,
  };
}

function partsOf({ content }: ModelMessage) {
  return typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
}

function questionIn(text: string): string {
  const quoted = /asks about the video: ("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  return quoted === undefined ? "" : String(JSON.parse(quoted));
}
