import { describe, expect, it } from "vitest";
import { PIXEL, recordedDelivery, summaryMessage } from "../../../contracts/chat-samples.ts";
import { BOT_TOKEN } from "../../../fakes/slack/world.ts";
import { place } from "../outgoing/place.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const URL_METHOD = "files.getUploadURLExternal";
const refuse = (error: string) => ({ kind: "refuse", error }) as const;

const PLACES: readonly (readonly [string, (app: SlackApp) => unknown, string])[] = [
  [
    "the workspace's storage is full",
    ({ slack }) => slack.trouble.expect(URL_METHOD, refuse("storage_limit_reached"), 99),
    "This workspace has no file storage left.",
  ],
  [
    "uploads are turned off",
    ({ slack }) => slack.trouble.expect(URL_METHOD, refuse("file_uploads_disabled"), 99),
    "File uploads are turned off in this workspace.",
  ],
  [
    "the permission is missing",
    ({ slack }) => slack.world.tokens.get(BOT_TOKEN)?.delete("files:write"),
    "I need the permission files:write.",
  ],
  [
    "the file host is away",
    ({ slack }) => {
      slack.fileHost.takesNothing = true;
    },
    "Slack’s file server didn’t respond.",
  ],
  [
    "Slack refuses it in a new word",
    ({ slack }) => slack.trouble.expect(URL_METHOD, refuse("no_such_word"), 99),
    "Slack didn’t accept the upload.",
  ],
];

describe("a summary where Slack takes no files", () => {
  it.each(PLACES)("stands, with a line on what is missing and why, when %s", async (_what, spoil, why) => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    spoil(app);
    const delivery = recordedDelivery("job-1");
    await thread.post(summaryMessage(3), delivery);
    const [summary, files, ...further] = read();
    expect(summary?.text).toContain("Chapter 2");
    expect(summary?.text).toContain(`3 pictures couldn’t be uploaded. ${why}`);
    expect(files?.text).toContain(`chapters.txt and report.html couldn’t be uploaded. ${why}`);
    expect(further).toEqual([]);
    expect(delivery.refs).toEqual([summary?.id, files?.id]);
    expect(app.slack.world.violations).toEqual([]);
  });

  it("says the line once, also after a restart", async () => {
    await using app = await slackApp();
    const { thread, id, read } = place(app);
    app.slack.trouble.expect(URL_METHOD, refuse("storage_limit_reached"), 99);
    await thread.post(summaryMessage(1), recordedDelivery("job-1"));
    const before = read();
    await app.another().thread(id).post(summaryMessage(1), recordedDelivery("job-1"));
    expect(read()).toEqual(before);
  });

  it("shares those files that Slack takes, where it refuses one", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    const { cards: _cards, ...message } = summaryMessage(0);
    // Both are refused together, then the first one alone.
    app.slack.trouble.expect(URL_METHOD, refuse("file_type_not_allowed"), 3);
    await thread.post(message);
    expect(read().map(({ files }) => files)).toEqual([[], ["report.html"], []]);
    expect(read().at(-1)?.text).toContain(
      "chapters.txt couldn’t be uploaded. This workspace doesn’t allow files of this type.",
    );
  });

  it("shows those pictures that went up before the storage was full", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect(URL_METHOD, { kind: "none" }, 10);
    app.slack.trouble.expect(URL_METHOD, refuse("storage_limit_reached"), 2);
    const { files: _files, ...message } = summaryMessage(12);
    await thread.post(message);
    const [first] = read();
    expect(first?.pictures).toHaveLength(10);
    expect(first?.text).toContain("2 pictures couldn’t be uploaded.");
  });

  it("counts a picture that could go out neither in place nor as a file", async () => {
    await using app = await slackApp();
    app.slack.world.refusesPrivateFiles = true;
    const { thread, read } = place(app);
    // Once for the block; the share after it is refused.
    app.slack.trouble.expect(URL_METHOD, { kind: "none" });
    app.slack.trouble.expect(URL_METHOD, refuse("storage_limit_reached"));
    const picture = { name: "still.jpg", mediaType: "image/jpeg", data: PIXEL, alt: "A still" };
    await thread.post({ kind: "answer", text: "It rains.", files: [picture] });
    expect(read().map(({ text }) => text)).toEqual([
      "It rains.",
      "One picture couldn’t be uploaded. This workspace has no file storage left. Delete some files, then ask again.",
    ]);
  });

  it("shares once what arrived although the answer was lost", async () => {
    await using app = await slackApp();
    const { thread, read } = place(app);
    app.slack.trouble.expect("files.completeUploadExternal", { kind: "cut-after" });
    const { cards: _cards, ...message } = summaryMessage(0);
    await thread.post(message);
    expect(read().map(({ files }) => files)).toEqual([[], ["chapters.txt", "report.html"]]);
  });

  it("is not delivered where the channel itself is closed", async () => {
    await using app = await slackApp();
    const { thread } = place(app);
    app.slack.trouble.expect("files.completeUploadExternal", refuse("is_archived"));
    const { cards: _cards, ...message } = summaryMessage(0);
    await expect(thread.post(message)).rejects.toMatchObject({ code: "thread-gone" });
  });
});
