import { describe, expect, it } from "vitest";
import { LINK, room } from "./room.ts";

describe("a question by the form of a summary", () => {
  it("is about the part that was chosen under a summary, and shows what was asked", async () => {
    const { summarize, run, asked } = await room();
    const [made] = await summarize();
    const menu = made?.actions?.find(({ id }) => id === "ask");
    const part = menu?.choices?.[1]?.value ?? "";
    const [answer] = await run("ask", { options: { part, question: "Who comes in?" } });
    expect(menu?.choices?.[1]?.label).toMatch(/^0:42 – 1:40 /);
    expect(answer).toMatchObject({ kind: "answer", title: "At 0:42 – 1:40: Who comes in?" });
    expect(asked.at(-1)).toContain("At 0:42 – 1:40: Who comes in?");
    const [anywhere] = await run("ask", { options: { part: menu?.value ?? "", question: "Who comes in?" } });
    expect(anywhere?.title).toBe("Who comes in?");
  });

  it("is not about a part of another video than the thread’s", async () => {
    const { summarize, run, web, asked } = await room();
    const [made] = await summarize();
    const part = made?.actions?.find(({ id }) => id === "ask")?.choices?.[0]?.value ?? "";
    web.set(LINK, "another talk");
    await summarize();
    const before = asked.length;
    const said = await run("ask", { options: { part, question: "Who comes in?" } });
    expect(said).toMatchObject([{ kind: "notice", text: expect.stringContaining("another video") }]);
    expect(asked).toHaveLength(before);
  });
});
