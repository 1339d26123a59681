import { makeNightClip, VISITORS } from "../../test/fixtures/night-clip.ts";
import { type EvalCase, evalCase } from "../case.ts";

/** What models may call a pale upright shape. */
const VISITOR = [
  "person",
  "people",
  "figure",
  "man",
  "woman",
  "someone",
  "visitor",
  "rectangle",
  "block",
  "shape",
  "object",
];

/** A camera at night that three visitors come by, the last one in little more than a second. */
export async function cameraCase(folder: string): Promise<EvalCase> {
  const id = "camera-night";
  await makeNightClip(`${folder}/${id}.mp4`);
  return evalCase.parse({
    ...{ id, video: `${id}.mp4`, source: "Painted by this program.", kind: "camera" },
    events: VISITORS.map(({ start, end }, i) => ({ id: `visitor-${i + 1}`, start, end, words: [VISITOR] })),
    absent: ["elephant", "concert", "truck"],
    questions: [
      {
        ...{ text: "What comes from the right, waits and goes back?", answer: [VISITOR] },
        at: { start: VISITORS[1].start, end: VISITORS[1].end },
      },
      { text: "What is the license plate of the car?", answer: null },
    ],
  });
}
