import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { NO_CUES, nothingHeard, numberCues, type Transcript } from "../../src/sound/transcript.ts";
import { ELSEWHERE, HERE, LIFE, LINK, room, THERE } from "./room.ts";

const CLOSER = JSON.stringify({ found: false, closer: { start: "12.5", end: "67.0" } });
const NOT_FOUND = JSON.stringify({ found: false, closer: null });

describe("ask", () => {
  it("answers with the moments that show it", async () => {
    const { summarize, ask } = await room();
    await summarize();
    const [answer] = await ask("Who comes in?");
    expect(answer).toMatchObject({ kind: "answer", text: "A rabbit.", footer: [] });
    expect(answer?.cards?.map(({ caption }) => caption)).toEqual(["At 1:07.0"]);
  });

  it("says what was looked at where nothing shows it, and shows no picture", async () => {
    const { summarize, ask, state } = await room();
    await summarize();
    state.replies.push(NOT_FOUND);
    const [answer] = await ask("Who sings?");
    expect(answer?.text).toBe(
      "I can’t see that in the frames I looked at. Based on 96 frames from 0:00–3:00, at most 2.5 s apart. Sound not used: no speech server is connected.",
    );
    expect(answer?.cards).toEqual([]);
  });

  it("remembers the conversation, in each thread its own", async () => {
    const { summarize, ask, asked } = await room();
    await summarize();
    await summarize(THERE);
    await ask("Who comes in?");
    await ask("And then?");
    expect(asked.at(-1)).toContain("Who comes in?");
    await ask("And here?", THERE);
    expect(asked.at(-1)).not.toContain("Who comes in?");
  });

  it("refuses an empty question", async () => {
    const { summarize, ask } = await room();
    await summarize();
    await expect(ask("  ")).rejects.toMatchObject({ code: "usage", details: { what: "no-question" } });
  });

  it("knows nothing of a thread without a video", async () => {
    const { summarize, ask } = await room();
    await summarize();
    await expect(ask("Who?", THERE)).rejects.toMatchObject({ code: "thread-unknown" });
  });

  it("has forgotten what nobody asked about for too long, and counts from the last question", async () => {
    const { summarize, ask, pass } = await room();
    await summarize();
    pass(LIFE * 0.9);
    await ask("Who comes in?");
    pass(LIFE * 0.9);
    await ask("Who comes in?");
    pass(LIFE * 1.1);
    await expect(ask("Who comes in?")).rejects.toMatchObject({ code: "thread-unknown" });
  });

  it("watches the video that comes with the question where it is not known, or not any more", async () => {
    const { run, state, ask, pass } = await room();
    const question = { options: { question: "Who?" }, links: [LINK] };
    expect((await run("ask", question)).map(({ kind }) => kind)).toEqual(["answer"]);
    await ask("And then?");
    expect(state.summaries).toHaveLength(1);
    await run("ask", question);
    expect(state.summaries).toHaveLength(1);
    pass(LIFE * 2);
    await run("ask", question);
    expect(state.summaries).toHaveLength(2);
  });
});

describe("ask without a model", () => {
  it("says that no model has looked, as long as that is so", async () => {
    const { summarize, ask, state } = await room();
    state.hasModel = false;
    await summarize();
    expect(await ask("Who?")).toMatchObject([{ kind: "error", code: "model-missing" }]);
  });

  it("watches anew where the video comes with the question and a model has come up", async () => {
    const { run, summarize, state } = await room();
    state.hasModel = false;
    await summarize();
    const question = { options: { question: "Who?" }, links: [LINK] };
    expect(await run("ask", question)).toMatchObject([{ kind: "error" }]);
    expect(state.summaries).toHaveLength(1);
    state.hasModel = true;
    expect(await run("ask", question)).toMatchObject([{ kind: "answer", text: "A rabbit." }]);
  });

  it("fails where it was there for the summary and is gone", async () => {
    const { summarize, ask, state } = await room();
    await summarize();
    state.hasModel = false;
    await expect(ask("Who?")).rejects.toMatchObject({ code: "model-missing" });
  });
});

describe("ask after a reply that could not be used", () => {
  const question = { options: { question: "Who?" }, links: [LINK] };

  it("says that a model has looked, and does not make it look again with each question", async () => {
    const { run, summarize, ask, state } = await room();
    state.isGarbled = true;
    await summarize();
    const [answer] = await ask("Who?");
    expect(answer).toMatchObject({ kind: "error", code: "model-garbled" });
    expect(answer?.text).toContain("The model looked at this video");
    expect(await run("ask", question)).toMatchObject([{ kind: "error", code: "model-garbled" }]);
    expect(state.summaries).toHaveLength(1);
  });

  it("counts the failures of a video, so that each summary is another try", async () => {
    const { summarize, state } = await room();
    state.isGarbled = true;
    await summarize();
    await summarize();
    await summarize();
    expect(state.summaries.map(({ failures }) => failures)).toEqual([0, 1, 2]);
  });

  it("asks the same question with other seeds", async () => {
    const { summarize, ask, state } = await room();
    await summarize();
    state.replies.push("Well…", "Well…");
    await expect(ask("Who?")).rejects.toMatchObject({ code: "model-garbled" });
    expect(await ask("Who?")).toMatchObject([{ kind: "answer" }]);
    expect(state.seeds).toHaveLength(3);
    expect(new Set(state.seeds).size).toBe(3);
  });
});

it("says once that the oldest questions no longer fit, and goes on answering", async () => {
  const { summarize, ask, store, asked } = await room();
  await summarize();
  const long = { question: "Long?", asked: "A long question. ".repeat(1_500), reply: "{}", at: 0 };
  for (const _ of [1, 2, 3, 4]) await store.threads.addTurn(HERE, long);
  const footers = [await ask("Who?"), await ask("And then?"), await ask("And now?")].map(
    ([answer]) => answer?.footer,
  );
  expect(footers[0]).toEqual(["This is a long conversation, so I’ve forgotten the earliest questions."]);
  expect(footers.slice(1)).toEqual([[], []]);
  expect(asked.at(-1)).toContain("And then?");
});

describe("looking again", () => {
  it("fetches the original again where it still is the same", async () => {
    const { summarize, ask, state, asked } = await room();
    await summarize();
    state.replies.push(CLOSER);
    const before = state.fetches;
    const [answer] = await ask("What is written there?");
    expect(state.fetches).toBe(before + 1);
    expect(answer?.footer).toEqual(["I took a closer look at 0:12.5–1:07.0."]);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["is gone", null],
    ["has become another video", "something else"],
  ])("answers from the first look where the original %s, and says so", async (_, content) => {
    const { summarize, ask, state, web } = await room();
    await summarize();
    if (content === null) web.delete(LINK);
    else web.set(LINK, content);
    state.replies.push(CLOSER);
    const [answer] = await ask("What is written there?");
    expect(answer?.text).toBe("A rabbit.");
    expect(answer?.footer?.join()).toContain(
      "I couldn’t take a closer look: I no longer have the original video",
    );
  });
});

describe("a question about what is said", () => {
  const cues = numberCues([
    { start: 10, end: 13, text: "Welcome." },
    { start: 65, end: 68, text: "The budget grows." },
  ]);
  const heard: Transcript = {
    ...{ source: "server", language: "en", by: "whisper", spokenSeconds: 6, heardSeconds: 6, cues },
  };

  it("quotes the line, and fetches nothing only to look there", async () => {
    const { summarize, ask, state, asked } = await room();
    state.heard = heard;
    await summarize();
    const before = state.fetches;
    state.replies.push('{"found": true, "moments": ["12.5"], "quotes": ["c2"], "answer": "It grows."}');
    const [answer] = await ask("What did she say about the budget?");
    expect(state.fetches).toBe(before);
    expect(answer?.text).toBe("It grows.\n“The budget grows.” (1:05)");
    // The picture beside the words comes with the one that the model has named.
    expect(answer?.cards?.map(({ caption }) => caption)).toEqual(["At 0:12.5", "At 1:07.0"]);
    expect(asked.at(-1)).toContain('[c2] \\"The budget grows.\\"');
    expect(asked.at(-1)).not.toContain("Welcome.");
  });

  it.each(NO_CUES)("says that nothing was heard and why, without a model: %s", async (noCues) => {
    const { summarize, ask, state, asked } = await room();
    state.heard = nothingHeard(noCues);
    await summarize();
    const [answer] = await ask("What did she say about the budget?");
    const why = catalogueFor("en").summary.soundUnused[noCues];
    expect(answer?.text).toBe(`I don’t know what is said in this video. ${why}`);
    expect(asked).toEqual([]);
  });
});

describe("who may ask", () => {
  it("gives another thread of the tenant the summary that was made before", async () => {
    const { summarize, state } = await room();
    await summarize();
    const [again] = await summarize(THERE);
    expect(state.summaries).toHaveLength(1);
    expect(again?.footer?.at(-1)).toContain("I’ve watched this video before");
  });

  it("gives another tenant nothing of it, and no word that it was ever seen", async () => {
    const { summarize, ask, state } = await room();
    await summarize();
    await expect(ask("Who?", ELSEWHERE)).rejects.toMatchObject({ code: "thread-unknown" });
    const [theirs] = await summarize(ELSEWHERE);
    expect(state.summaries).toHaveLength(2);
    expect(JSON.stringify(theirs?.footer)).not.toContain("before");
    // Nor does the model's server learn that both are about one video.
    expect(state.summaries[1]?.routingKey).not.toBe(state.summaries[0]?.routingKey);
  });
});
