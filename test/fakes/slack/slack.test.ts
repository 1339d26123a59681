import { LogLevel, webApi } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { PIXEL } from "../../contracts/chat-samples.ts";
import { type FakeSlack, startSlack } from "./slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "./world.ts";

const nothing = () => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

function client(slack: FakeSlack, token = BOT_TOKEN): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

const quiet = { unfurl_links: false, unfurl_media: false };
const channel = "C0GENERAL";
const still = { filename: "a.jpg", file: PIXEL };

async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return (error as { data?: Record<string, unknown> }).data ?? {};
  }
  throw new TypeError("the call was not refused");
}

const mrkdwn = (length: number) => ({ type: "mrkdwn", text: "x".repeat(length) });
const button = (action_id: string) => ({
  type: "button",
  action_id,
  text: { type: "plain_text", text: "A" },
});
const CARD = { type: "card", title: mrkdwn(150), body: mrkdwn(200) };
const carousel = (elements: readonly object[]) => ({ type: "carousel", elements });

/** What Slack's own library hears from the stand-in when it breaks a rule. */
describe("the Slack stand-in", () => {
  it("knows tokens, and what each may do", async () => {
    await using slack = await startSlack();
    expect(await client(slack).auth.test()).toMatchObject({ ok: true, team_id: "T0TEAM" });
    expect(await refusal(client(slack, "xoxb-wrong").auth.test())).toMatchObject({ error: "invalid_auth" });
    expect(await refusal(client(slack, APP_TOKEN).users.info({ user: "U0ADA" }))).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
      provided: "connections:write",
    });
    expect(await refusal(client(slack).apps.connections.open({}))).toMatchObject({
      needed: "connections:write",
    });
  });

  it("refuses arguments that are missing, wrong or unknown", async () => {
    await using slack = await startSlack();
    const { chat } = client(slack);
    const bad = [
      { channel: "", text: "x" },
      { channel, text: "x", thread_ts: "1767603600" },
      { channel, text: "x", colour: "red" },
    ];
    for (const message of bad)
      expect(await refusal(chat.postMessage(message))).toMatchObject({ error: "invalid_arguments" });
    expect(await refusal(chat.postMessage({ channel, text: "" }))).toMatchObject({ error: "no_text" });
  });

  it.each([
    ["an unknown type", [{ type: "merry-go-round" }]],
    ["a row without a card", [carousel([])]],
    ["eleven cards", [carousel(Array(11).fill(CARD))]],
    ["an empty card", [carousel([{ type: "card" }])]],
    ["a card's title that is too long", [carousel([{ ...CARD, title: mrkdwn(151) }])]],
    ["a card's body that is too long", [carousel([{ ...CARD, body: mrkdwn(201) }])]],
    ["a card of four buttons", [carousel([{ ...CARD, actions: ["a", "b", "c", "d"].map(button) }])]],
    ["cards' buttons of one name", [carousel([1, 2].map(() => ({ ...CARD, actions: [button("a")] })))]],
    [
      "a card's picture that was never uploaded",
      [carousel([{ ...CARD, hero_image: { type: "image", alt_text: "x", slack_file: { id: "F1" } } }])],
    ],
    ["a header that is too long", [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }]],
    ["a section that is too long", [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }]],
    ["an empty text", [{ type: "section", text: { type: "mrkdwn", text: "" } }]],
    ["fifty-one blocks", Array.from({ length: 51 }, () => ({ type: "divider" }))],
    ["a file that was never uploaded", [{ type: "image", alt_text: "x", slack_file: { id: "F1" } }]],
    ["two buttons of one name", [1, 2].map(() => ({ type: "actions", elements: [button("a")] }))],
  ])("refuses blocks with %s, and says which", async (_what, blocks) => {
    await using slack = await startSlack();
    const answer = await refusal(
      client(slack).chat.postMessage({ channel, text: "x", blocks, ...quiet } as never),
    );
    expect(answer.error).toBe("invalid_blocks");
    expect(JSON.stringify(answer)).toContain("json-pointer:/blocks");
  });

  it("takes cards in a row, and refuses them as a workspace without them does", async () => {
    await using slack = await startSlack();
    const blocks = [carousel([{ ...CARD, actions: ["a", "b", "c"].map(button) }])];
    const post = () => client(slack).chat.postMessage({ channel, text: "x", blocks, ...quiet } as never);
    expect(await post()).toMatchObject({ ok: true });
    slack.world.takesCarousels = false;
    expect(JSON.stringify(await refusal(post()))).toContain("unsupported type: carousel");
  });

  it("refuses a message that is too long as a whole", async () => {
    await using slack = await startSlack();
    const text = { type: "mrkdwn", text: "x".repeat(2900) };
    const blocks = Array.from({ length: 5 }, () => ({ type: "section", text }));
    const posting = client(slack).chat.postMessage({ channel, text: "x", blocks, ...quiet } as never);
    expect(await refusal(posting)).toMatchObject({ error: "msg_blocks_too_long" });
  });

  it("takes uploads in their order alone, and shows them once it has looked at them", async () => {
    await using slack = await startSlack();
    const { files, chat } = client(slack);
    const { file_id: id = "" } = await files.getUploadURLExternal({ filename: "a.jpg", length: 3 });
    const early = files.completeUploadExternal({ files: [{ id }] });
    expect(await refusal(early)).toMatchObject({ error: "file_upload_incomplete" });

    const uploaded = await client(slack).filesUploadV2({ file_uploads: [still] });
    const [file] = (uploaded.files as readonly { files: readonly { id: string }[] }[]).flatMap(
      (one) => one.files,
    );
    const blocks = [{ type: "image" as const, alt_text: "x", slack_file: { id: file?.id ?? "" } }];
    const message = { channel, text: "x", blocks, ...quiet };
    expect(await refusal(chat.postMessage(message))).toMatchObject({ error: "invalid_blocks" });
    expect((await files.info({ file: file?.id ?? "" })).file?.mimetype).toBe("");
    expect((await files.info({ file: file?.id ?? "" })).file?.mimetype).toBe("image/jpeg");
    expect(await chat.postMessage(message)).toMatchObject({ ok: true });
  });

  it("counts an upload of another length than was announced", async () => {
    await using slack = await startSlack();
    const { upload_url = "" } = await client(slack).files.getUploadURLExternal({
      filename: "a.jpg",
      length: 3,
    });
    expect((await fetch(upload_url, { method: "POST", body: "four" })).status).toBe(400);
    expect(slack.world.violations).toHaveLength(1);
  });

  it("counts posts that come too fast, previews that are left on, and texts that are left out", async () => {
    await using slack = await startSlack();
    const { chat } = client(slack);
    await chat.postMessage({ channel, text: "one", ...quiet });
    await chat.postMessage({ channel, text: "two", ...quiet });
    expect(slack.world.violations).toEqual(["two posts in C0GENERAL within 0 ms"]);
    await slack.clock.wait(1000);
    await chat.postMessage({ channel, text: "three" });
    await slack.clock.wait(1000);
    await chat.postMessage({ channel, blocks: [{ type: "divider" }], ...quiet } as never);
    expect(slack.world.violations).toHaveLength(3);
  });

  it("counts a reply's timestamp in the place of a thread's", async () => {
    await using slack = await startSlack();
    const { ts } = slack.people.say({ text: "root" });
    const { ts: reply } = slack.people.say({ text: "reply", under: ts });
    await client(slack).chat.postMessage({ channel, text: "x", thread_ts: reply, ...quiet });
    expect(slack.world.violations).toEqual([`a reply's timestamp was used as a thread: ${reply}`]);
  });

  it("asks to wait, breaks the line and refuses on demand", async () => {
    await using slack = await startSlack();
    const { auth } = client(slack);
    slack.trouble.expect("auth.test", { kind: "rate-limit", retryAfter: 7 });
    await expect(auth.test()).rejects.toMatchObject({ retryAfter: 7 });
    slack.trouble.expect("auth.test", { kind: "cut-before" });
    await expect(auth.test()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    slack.trouble.expect("auth.test", { kind: "refuse", error: "account_inactive" });
    expect(await refusal(auth.test())).toMatchObject({ error: "account_inactive" });
    expect(await auth.test()).toMatchObject({ ok: true });
  });

  it("shows files to those alone who show a token that may read them", async () => {
    await using slack = await startSlack();
    slack.people.say({ text: "", attachment: { name: "a.mp4", data: Buffer.from("film") } });
    const [id = ""] = slack.world.files.keys();
    const { file } = await client(slack).files.info({ file: id });
    const address = file?.url_private_download ?? "";
    expect((await fetch(address)).headers.get("content-type")).toContain("text/html");
    const headers = { authorization: `Bearer ${BOT_TOKEN}` };
    expect(await (await fetch(address, { headers })).text()).toBe("film");
    expect(slack.tokensAtFiles).toHaveLength(1);
  });
});
