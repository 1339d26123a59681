import { describe, expect, it } from "vitest";
import { encodeThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { numberCues } from "../../src/sound/transcript.ts";
import { LIFE, LINK, room } from "./room.ts";

const at = (channel: string, thread: string, tenant = "T1"): ThreadId =>
  encodeThreadId({ platform: "slack", tenant, channel, thread });

const HERE = at("films", "1");

/** A room in which each video says something else. */
async function library() {
  const opened = await room();
  const { state, web, run } = opened;
  return {
    ...opened,
    /** Shows a video in which these lines are said, one in ten seconds. */
    async show(thread: ThreadId, lines: readonly string[], link = `${LINK}?${thread}`) {
      const heard = lines.map((text, i) => ({ start: i * 10, end: i * 10 + 5, text }));
      state.heard = {
        ...{ source: "server", language: "en", by: "ear", spokenSeconds: 9, heardSeconds: 9 },
        cues: numberCues(heard),
      };
      web.set(link, `${thread} ${lines.join()}`);
      return await run("summarize", { thread, links: [link] });
    },
    async find(words: string, thread: ThreadId = at("films", "asked")) {
      const [message] = await run("find", { thread, options: { words } });
      return message;
    },
  };
}

describe("find", () => {
  it("shows where it is: the time, the words, a still and the way to the thread", async () => {
    const { show, find } = await library();
    await show(at("films", "1"), ["Good morning.", "The budget is twelve million.", "Bye."], LINK);
    await show(at("films", "2"), ["A walk in the park."]);
    const message = await find("budget");
    expect(message?.kind).toBe("answer");
    expect(message?.text).toContain("One moment in one video.");
    const [card, ...more] = message?.cards ?? [];
    expect(more).toEqual([]);
    expect(card).toMatchObject({
      time: "0:10",
      title: "1 · A rabbit’s quiet morning",
      body: "“The budget is twelve million.”",
      caption: "Still at 0:12.5",
      note: "Open its summary",
    });
    expect(card?.image?.data.length).toBeGreaterThan(0);
    expect(card?.times).toEqual([
      { text: "0:10", url: `${LINK}#t=10` },
      { text: "Open its summary", url: expect.stringMatching(/^https:\/\/chat\.example\/messages\//) },
    ]);
  });

  it("shows the newest of the summaries that a thread has had of one video", async () => {
    const { show, find, run, state } = await library();
    await show(HERE, ["The budget is twelve million."]);
    await run("more", { thread: HERE });
    expect((await find("budget"))?.cards).toHaveLength(1);
    const decision = { evidence: ["67.0"], text: "The office moves." };
    state.replies.push(JSON.stringify({ topics: [], decisions: [decision], tasks: [], questions: [] }));
    await run("as", { thread: HERE, options: { kind: "meeting" } });
    expect((await find("budget"))?.cards).toHaveLength(1);
    expect((await find("office moves"))?.cards).toHaveLength(1);
  });

  it("finds what is seen as well as what is said, five moments at most and no more than two of each video at first", async () => {
    const { show, find } = await library();
    expect((await find("rabbit"))?.text).toMatch(/don’t know any videos here/);
    for (const thread of ["1", "2", "3"]) {
      const lines = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? "The rabbit hops." : "Hm."));
      await show(at("films", thread), [thread, ...lines]);
    }
    const cards = (await find("rabbit burrow"))?.cards ?? [];
    expect(cards).toHaveLength(5);
    expect(cards[0]?.body).toContain("A grey rabbit stretches in front of its burrow");
    expect((await find("zebra"))?.text).toBe("I found nothing like that in the 3 videos I know here.");
  });

  it.each([
    ["another channel", at("other", "1")],
    ["another tenant's channel of the same name", at("films", "1", "T2")],
    ["another person's direct messages", at("D9", "1")],
  ])("never tells of what was shown in %s", async (_, elsewhere) => {
    const { show, find } = await library();
    await show(at("films", "1"), ["Nothing of note."]);
    await show(elsewhere, ["The secret budget."]);
    expect((await find("secret budget"))?.text).toBe(
      "I found nothing like that in the one video I know here.",
    );
    expect((await find("secret budget", elsewhere))?.cards).toHaveLength(1);
    // Neither now that the other place has been searched.
    expect((await find("secret budget"))?.cards).toBeUndefined();
  });

  it("does not find what was forgotten, from the next search on, nor what has expired", async () => {
    const { show, find, run, pass } = await library();
    await show(HERE, ["The budget."]);
    await show(at("films", "2"), ["The other budget."]);
    expect((await find("budget"))?.cards).toHaveLength(2);
    await run("forget", { thread: HERE });
    expect((await find("budget"))?.cards?.map(({ body }) => body)).toEqual(["“The other budget.”"]);
    pass(LIFE + 1);
    expect((await find("budget"))?.text).toMatch(/don’t know any videos here/);
  });

  it("finds the new words of a video that was watched again", async () => {
    const { show, find, state, pass } = await library();
    state.hasModel = false;
    await show(HERE, ["chalk"], LINK);
    expect((await find("rabbit"))?.cards).toBeUndefined();
    state.hasModel = true;
    pass(1000);
    await show(HERE, ["chalk"], LINK);
    expect((await find("rabbit burrow"))?.cards?.length).toBeGreaterThan(0);
  });

  it("keeps a link that gives access by itself in its own thread", async () => {
    const { show, find } = await library();
    await show(HERE, ["The budget."], "https://vimeo.com/123456/abcdef1234");
    const times = (await find("budget"))?.cards?.[0]?.times ?? [];
    expect(times).toHaveLength(2);
    expect(JSON.stringify(times)).not.toContain("vimeo");
  });

  it("covers what it shows of a video that came covered", async () => {
    const { find, run, web } = await library();
    web.set(LINK, "x");
    await run("summarize", { thread: HERE, links: [LINK], spoilers: [LINK] });
    expect((await find("rabbit"))?.isSpoiler).toBe(true);
  });

  it("finds what a thread shows no more where another one of the channel still does", async () => {
    const { show, find, run } = await library();
    await show(at("films", "1"), ["The budget."], LINK);
    await show(HERE, ["The budget."], LINK);
    await run("summarize", { thread: at("films", "2"), links: [LINK] });
    await show(HERE, ["Something else."], `${LINK}?other`);
    expect((await find("budget", HERE))?.cards).toHaveLength(1);
    await run("forget", { thread: at("films", "2") });
    expect((await find("budget", HERE))?.cards).toBeUndefined();
  });

  it("wants words", async () => {
    const { find } = await library();
    await expect(find("  ")).rejects.toMatchObject({ code: "usage", details: { what: "no-words" } });
  });
});

describe("a question about a number of the list", () => {
  const two = async () => {
    const opened = await library();
    await opened.show(at("films", "1"), ["The budget budget is small."]);
    await opened.show(at("films", "2"), ["Something.", "A budget."]);
    const list = await opened.find("budget");
    return { ...opened, list };
  };
  const asked = at("films", "asked");

  it("goes to that video, at that moment, and so do the next ones in this thread", async () => {
    const { list, run, store, asked: requests } = await two();
    const second = list?.cards?.[1];
    expect(second?.body).toBe("“A budget.”");
    const [answer] = await run("ask", { thread: asked, options: { question: "Who says so?", found: 2 } });
    expect(answer?.text).toBe("A rabbit.");
    expect(requests.at(-1)).toContain("Who says so? (0:10)");
    expect((await store.threads.get(at("films", "2")))?.turns).toHaveLength(1);
    await run("ask", { thread: asked, options: { question: "And then?" } });
    expect((await store.threads.get(at("films", "2")))?.turns).toHaveLength(2);
    expect((await store.threads.get(at("films", "1")))?.turns).toEqual([]);
  });

  it("leaves a thread with a video of its own at that one", async () => {
    const { find, run, store } = await two();
    await find("something", at("films", "1"));
    await run("ask", { thread: at("films", "1"), options: { question: "Who?", found: 1 } });
    await run("ask", { thread: at("films", "1"), options: { question: "And here?" } });
    const turns = async (thread: string) =>
      (await store.threads.get(at("films", thread)))?.turns.map(({ question }) => question);
    expect(await turns("2")).toEqual(["Who? (0:00)"]);
    expect(await turns("1")).toEqual(["And here?"]);
  });

  it("may be asked beside the list too, since in direct messages each message begins a thread", async () => {
    const { run, store } = await two();
    await run("ask", { thread: at("films", "later"), options: { question: "Who?", found: 2 } });
    expect((await store.threads.get(at("films", "2")))?.turns).toHaveLength(1);
  });

  it("never goes to another video that the thread is about by now", async () => {
    const { run, show, store } = await two();
    await show(at("films", "2"), ["Something else."], `${LINK}?other`);
    const ask = run("ask", { thread: asked, options: { question: "Who?", found: 2 } });
    await expect(ask).rejects.toMatchObject({ details: { what: "no-found" } });
    expect((await store.threads.get(at("films", "2")))?.turns).toEqual([]);
  });

  it.each([
    ["that is not on it", asked, 3],
    ["in another channel", at("other", "asked"), 1],
  ])("%s is refused", async (_, thread, found) => {
    const { run } = await two();
    await expect(run("ask", { thread, options: { question: "Who?", found } })).rejects.toMatchObject({
      code: "usage",
      details: { what: "no-found", number: found },
    });
  });

  it("is refused once the video was forgotten", async () => {
    const { run } = await two();
    for (const thread of ["1", "2"]) await run("forget", { thread: at("films", thread) });
    await expect(
      run("ask", { thread: asked, options: { question: "Who?", found: 1 } }),
    ).rejects.toMatchObject({
      details: { what: "no-found" },
    });
  });
});
