import { expect, it } from "vitest";
import { LINK, room } from "../room.ts";

it.each([
  ["covers all that is said and shown of a video that came as a spoiler", [LINK], true],
  ["covers nothing of another link beside one", ["https://videos.example/other.mp4"], undefined],
])("%s", async (_, spoilers, isSpoiler) => {
  const { run, ask } = await room();
  const [summary] = await run("summarize", { links: [LINK], spoilers });
  const [answer] = await ask("Who?");
  const [frame] = await run("frame", { options: { at: "1:23.3" } });
  const [report] = await run("report");
  expect([summary, answer, frame, report].map((message) => message?.isSpoiler)).toEqual(
    Array(4).fill(isSpoiler),
  );
});
