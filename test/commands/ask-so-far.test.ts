import { expect, it } from "vitest";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { contextKey, identityOf } from "../../src/store/contexts/video-context.ts";
import { contextOf } from "../store/samples.ts";
import { HERE, LINK, room } from "./room.ts";

/** Two parts of ten minutes of a video whose watching goes on, or has ended; each says what it shows. */
async function twoPartsOfThree({ store }: Awaited<ReturnType<typeof room>>, model: string | null = "seer") {
  const sample = { ...contextOf(), tenant: tenantOf(HERE) };
  const { video } = sample.summary;
  const key = contextKey(identityOf(sample));
  const source = { kind: "link", url: LINK } as const;
  await store.threads.open(HERE, { contextKey: key, sha256: video.sha256, source, requester: "ada" });
  for (const [part, theme] of ["a red car", "a blue boat"].entries()) {
    const range = { start: part * 600, end: (part + 1) * 600 };
    const segments = sample.summary.segments.map((segment, i) => {
      const start = range.start + i * 300;
      const still = { ...segment.still, timestamp: start };
      return { ...segment, still, start, end: start + 300, theme, description: `It shows ${theme}.` };
    });
    const coverage = { ...sample.summary.coverage, ...range };
    const frames = sample.opening?.frames.slice(0, 1).map((frame) => ({
      ...{ ...frame, timestamp: range.start, label: `${range.start}.0` },
    }));
    const opening = sample.opening && {
      ...sample.opening,
      frames: frames ?? [],
      question: `What is in ${theme}?`,
    };
    const summary = { ...sample.summary, segments, coverage, cues: [], model, title: theme };
    await store.contexts.put({ ...sample, range, opening, summary, part });
  }
}

it("answers from the parts that are there while a long video is still watched, and says so", async () => {
  const here = await room();
  await twoPartsOfThree(here);
  here.state.replies.push('{"found": true, "moments": ["600.0"], "answer": "It is blue."}');
  const [answer] = await here.ask("Which color has the boat?");
  expect(here.asked.at(-1)).toContain("What is in a blue boat?");
  expect(answer).toMatchObject({ kind: "answer", text: "It is blue." });
  expect(answer?.footer).toEqual([
    "I looked at part 2 of 2 (10:00 – 20:00).",
    "I haven’t watched all of this video. This is about 0:00 – 20:00.",
  ]);
});

it("shows stills of the parts that are there for a question about all of them", async () => {
  const here = await room();
  await twoPartsOfThree(here);
  here.state.replies.push('{"found": true, "segments": ["s1", "s3"], "answer": "First a car, then a boat."}');
  const [answer] = await here.ask("How often is there a boat?");
  expect(answer?.text).toBe("First a car, then a boat.");
  expect(answer?.cards).toHaveLength(2);
});

it("says that it is not watched to its end where no model has seen what there is", async () => {
  const here = await room();
  await twoPartsOfThree(here, null);
  await expect(here.ask("Who?")).rejects.toMatchObject({ code: "video-unfinished" });
});

it("knows nothing of a thread whose video has no part yet", async () => {
  const here = await room();
  const linked = { contextKey: "k", sha256: "s", requester: "ada" };
  await here.store.threads.open(HERE, { ...linked, source: { kind: "link", url: LINK } });
  await expect(here.ask("Who?")).rejects.toMatchObject({ code: "thread-unknown" });
});
