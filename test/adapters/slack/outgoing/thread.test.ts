import { describe, expect, it } from "vitest";
import { recordedDelivery, summaryMessage } from "../../../contracts/chat-samples.ts";
import { BOT_TOKEN } from "../../../fakes/slack/world.ts";
import { slackApp } from "../slack-app.ts";
import { notice, place } from "./place.ts";

describe("posting", () => {
  it("keeps its order through a storm of rate limits, and posts each once", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "rate-limit", retryAfter: 3 }, 5);
    const before = app.slack.clock.now();
    await Promise.all(["one", "two", "three", "four"].map((text) => thread.post(notice(text))));
    expect(read().map(({ text }) => text)).toEqual(["one", "two", "three", "four"]);
    expect(app.slack.clock.now() - before).toBeGreaterThanOrEqual(15_000);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("gives up after minutes of rate limits, with a code", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "rate-limit", retryAfter: 100 }, 9);
    await expect(thread.post(notice("one"))).rejects.toMatchObject({ code: "platform-unreachable" });
  });

  it("posts no second time when only the answer was lost", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "cut-after" });
    const ref = await thread.post(notice("once"));
    expect(read()).toMatchObject([{ id: ref, text: "once" }]);
  });

  it("posts again what never arrived", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "cut-before" }, 2);
    await thread.post(notice("once"));
    expect(read()).toHaveLength(1);
  });

  it("sends no previews, links names to nobody and always a text for notifications", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    await thread.post(summaryMessage(3));
    const posts = app.slack.calls.filter(({ method }) => method === "chat.postMessage");
    for (const { args } of posts) {
      expect(args).toMatchObject({
        unfurl_links: "false",
        unfurl_media: "false",
        link_names: "false",
        parse: "none",
      });
      expect(args.text).not.toBe("");
    }
    expect(posts).not.toEqual([]);
  });

  it("keeps threads of one channel at Slack's rate", async () => {
    await using app = await slackApp();
    const threads = [place(app), place(app), place(app)];
    await Promise.all(threads.map(({ thread }) => thread.post(summaryMessage(2))));
    expect(app.slack.world.violations).toEqual([]);
  });

  it.each([
    ["the channel is archived", "is_archived", "thread-gone"],
    ["the bot was removed", "not_in_channel", "thread-gone"],
    ["the thread is locked", "restricted_action_thread_locked", "thread-locked"],
    ["the account is closed", "account_inactive", "platform-signed-out"],
    ["Slack says something new", "no_such_word", "unexpected"],
  ])("ends with a code and one line in the log when %s", async (_what, error, code) => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error }, 9);
    await expect(thread.post(notice("x"))).rejects.toMatchObject({ code });
    expect(app.log.filter(({ level }) => level >= 40)).toMatchObject([{ reason: error, code }]);
  });

  it("hears nothing of a token that Slack does not know for a moment, and posts once", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error: "invalid_auth" }, 2);
    const ref = await thread.post(notice("once"));
    app.slack.trouble.expect("chat.update", { kind: "refuse", error: "token_revoked" });
    await thread.edit(ref, notice("changed"));
    expect(read().map(({ text }) => text)).toEqual(["changed"]);
  });

  it("is open again once Slack knows the token again", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error: "invalid_auth" }, 9);
    await expect(thread.post(notice("x"))).rejects.toMatchObject({ code: "platform-signed-out" });
    await expect(thread.post(notice("y"))).rejects.toMatchObject({ code: "platform-signed-out" });
    await thread.post(notice("z"));
    expect(read().map(({ text }) => text)).toEqual(["z"]);
  });

  it.each([
    ["gone", "is_archived", "can’t post in that channel or thread"],
    ["locked", "thread_locked", "can’t post in that channel or thread"],
  ])("tells whoever asked in a direct message, once, when the thread is %s", async (_what, error, words) => {
    await using app = await slackApp();
    await app.start();
    const { channel, ts } = app.slack.people.say({ text: "what happens here?", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    const thread = app.adapter.thread(event.thread);
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error });
    app.slack.trouble.expect("chat.update", { kind: "refuse", error });
    await expect(thread.post(notice("x"))).rejects.toThrow();
    await expect(thread.edit(`${ts}`, notice("x"))).rejects.toThrow();
    const told = app.slack.world.messages.filter((message) => message.channel === "D0ADA");
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(words);
    expect(JSON.stringify(told[0]?.blocks)).toContain(`<#${channel}>`);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("tells nobody of a closed thread who has removed their question", async () => {
    await using app = await slackApp();
    await app.start();
    const { id } = app.slack.people.say({ text: "what happens here?", mention: true });
    const [event] = await app.events();
    if (event?.type !== "message") throw new TypeError("expected a message");
    app.slack.people.remove(id);
    await app.events();
    await expect(app.adapter.thread(event.thread).post(notice("x"))).rejects.toMatchObject({
      code: "thread-gone",
    });
    expect(app.slack.world.messages.filter(({ channel }) => channel === "D0ADA")).toEqual([]);
  });

  it("lets a message of its own rest that somebody has removed", async () => {
    await using app = await slackApp();
    const { thread, channel, read } = place(app);
    const ref = await thread.post(notice("Looking"));
    app.slack.people.remove(`${channel}:${ref}`);
    await thread.edit(ref, notice("Asking"));
    await thread.edit(ref, notice("Done."));
    await thread.post(notice("the summary"));
    expect(read().map(({ text }) => text)).toEqual(["the summary"]);
    expect(app.slack.calls.filter(({ method }) => method === "chat.update")).toHaveLength(1);
  });

  it("says one line for everything that waits behind the first refusal", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.trouble.expect("chat.postMessage", { kind: "refuse", error: "is_archived" });
    const posts = ["a", "b", "c"].map((text) => thread.post(notice(text)));
    for (const { status } of await Promise.allSettled(posts)) expect(status).toBe("rejected");
    expect(app.log.filter(({ level }) => level >= 40)).toHaveLength(1);
  });

  it("names the scope that is missing", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("chat:write");
    const posting = thread.post(notice("x"));
    await expect(posting).rejects.toMatchObject({
      code: "permission-missing",
      details: { permission: "chat:write" },
    });
  });

  it("ends where the thread's first message is gone", async () => {
    await using app = await slackApp();
    const { thread, channel, ts } = place(app);
    app.slack.people.remove(`${channel}:${ts}`);
    await expect(thread.post(notice("x"))).rejects.toMatchObject({ code: "thread-gone" });
  });
});

describe("a delivery", () => {
  it("finds its files again by what they follow, and shares them once", async () => {
    await using app = await slackApp();
    const { thread, id, read } = place(app);
    await thread.post(summaryMessage(2), recordedDelivery("job-1"));
    await thread.post(summaryMessage(2), recordedDelivery("job-2"));
    const before = read();
    const retry = recordedDelivery("job-1");
    await app.another().thread(id).post(summaryMessage(2), retry);
    expect(read()).toEqual(before);
    expect(retry.refs[0]).toBe(before[0]?.id);
    expect(retry.refs).toHaveLength(2);
  });

  it("is posted also where the bot may not look for what it posted", async () => {
    await using app = await slackApp();
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("channels:history");
    const { thread, read } = place(app);
    const delivery = recordedDelivery("job-1");
    await thread.post(summaryMessage(2), delivery);
    expect(read()).toHaveLength(2);
    expect(delivery.refs).toHaveLength(2);
  });

  it("reads a thread of several pages", async () => {
    await using app = await slackApp();
    const { thread, id, channel, ts, read } = place(app);
    for (let reply = 0; reply < 450; reply += 1) app.slack.people.say({ text: "hm", channel, under: ts });
    await thread.post(notice("once"), recordedDelivery("job-1"));
    await app.another().thread(id).post(notice("once"), recordedDelivery("job-1"));
    expect(read()).toHaveLength(1);
  });
});
