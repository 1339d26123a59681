import { rm } from "node:fs/promises";
import { makeClip } from "../../bench/clips/store.ts";
import { ffmpeg } from "../../test/fixtures/clip.ts";
import type { EvalCase } from "../case.ts";
import { type Line, talkCase, writeTalk } from "./spoken.ts";

const SECONDS = 60;
const LINES: readonly Line[] = [
  { at: 3, text: "Good morning, the launch is our first point.", words: [["launch"]] },
  { at: 14, text: "We decided to move it to the tenth of March.", words: [["march", "decide"]] },
  { at: 27, text: "Maria will write to the customers by Friday.", words: [["customer", "maria"]] },
  { at: 40, text: "Nobody knows yet who pays for the hall.", words: [["hall", "pay"]] },
  { at: 52, text: "Thank you, we meet again on Monday.", words: [["monday", "meet again"]] },
];

/** A call of four people with a chat beside them, and what they say. */
export async function meetingCase(folder: string): Promise<EvalCase> {
  const id = "meeting-launch";
  const call = await makeClip(
    {
      ...{ name: "eval-call", seconds: SECONDS, height: 360, film: 301, screens: ["call"], extension: "mp4" },
      encode: ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23"],
    },
    () => undefined,
  );
  const talk = `${folder}/${id}.talk.mp4`;
  await writeTalk(talk, LINES, { seconds: SECONDS, hasWords: true });
  const maps = ["-map", "0:v", "-map", "1:a", "-map", "1:s", "-c", "copy"];
  await ffmpeg(["-i", call.path, "-i", talk, ...maps, `${folder}/${id}.mp4`]);
  await rm(talk);
  return { ...talkCase(id, LINES, SECONDS), kind: "meeting" };
}
