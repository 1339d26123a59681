import type { MessagePart, VisionRequest } from "../../src/vision/model.ts";
import { type Painting, paintJpeg } from "../support/painted-jpeg.ts";

/** Labelled frames, oldest first, then the question: the form that every request of ours has. */
export async function framesAndQuestion(
  paintings: readonly Painting[],
  question: string,
): Promise<MessagePart[]> {
  const frames = await Promise.all(
    paintings.map(
      async (painting, i): Promise<MessagePart[]> => [
        { type: "text", text: `<${i}.0 seconds>` },
        { type: "image", jpeg: await paintJpeg(painting) },
      ],
    ),
  );
  return [...frames.flat(), { type: "text", text: question }];
}

/** The form of a summary whose times are the labels of so many frames. */
export function summarySchema(frames: number, maxItems = 8): NonNullable<VisionRequest["schema"]> {
  const label = { type: "string", enum: Array.from({ length: frames }, (_, i) => `${i}.0`) };
  const text = (maxLength: number) => ({ type: "string", maxLength });
  const segment = {
    type: "object",
    properties: {
      start: label,
      end: label,
      key: label,
      theme: text(80),
      description: text(400),
      significance: text(200),
    },
    required: ["start", "end", "key", "theme", "description", "significance"],
  };
  return {
    name: "summary",
    schema: {
      type: "object",
      properties: {
        title: text(80),
        overview: text(400),
        segments: { type: "array", maxItems, items: segment },
      },
      required: ["title", "overview", "segments"],
    },
  };
}

export async function summaryRequest(
  paintings: readonly Painting[],
  maxItems?: number,
): Promise<VisionRequest> {
  return {
    messages: [
      { role: "system", content: "You watch videos." },
      { role: "user", content: await framesAndQuestion(paintings, "What happens in the video?") },
    ],
    schema: summarySchema(paintings.length, maxItems),
    maxOutputTokens: 2000,
    cacheKey: "5f2c",
  };
}

export const textRequest: VisionRequest = {
  messages: [{ role: "user", content: "What do you see?" }],
  maxOutputTokens: 500,
  cacheKey: "5f2c",
};
