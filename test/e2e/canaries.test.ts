import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { linksIn, readableText } from "../fakes/discord/reading.ts";
import { type FakeChannel, must } from "../fakes/discord/world.ts";
import { makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom, type Room } from "./discord-room.ts";

/** What nobody but its owner may see, each in the place where such a thing is. */
const SECRETS = {
  apiKey: "canary-model-key-5f1d",
  signature: "canary-signed-query-77a0",
  password: "canary-url-password-0c4e",
  sharer: "canary-shared-by-91be",
} as const;
/** Of Discord's own addresses of attachments, by which anybody could have the file. */
const ATTACHMENT_KEY = "&hm=";
const FILE = "canary-file-name-b2c8.mp4";
/** Without who shared it. */
const AT = "https://www.youtube.com/watch?v=rabbit&t=";
const PAGE_TITLE = "How rabbits wake up";

let room: Room;
let page: FakeChannel;
let said: { readonly stdout: string; readonly stderr: string };

beforeAll(async () => {
  room = await openRoom({ apiKey: SECRETS.apiKey });
  const clip = join(room.folder, "clip.mp4");
  const shots = [
    { colour: "red", frames: 30 },
    { colour: "blue", frames: 30 },
  ] as const;
  await makeClip(clip, { shots, rate: 10, width: 160, height: 96 });
  await makeClip(join(room.folder, "other.mp4"), { shots, rate: 5, width: 160, height: 96 });
  await room.start({
    LOG_LEVEL: "debug",
    LOG_FORMAT: "json",
    MODEL_API_KEY: SECRETS.apiKey,
    YTDLP_PATH: writeYtdlp(room.folder, clip),
  });
});

afterAll(() => room[Symbol.asyncDispose]());

/** A yt-dlp without a network: what it says of the page, and a clip of ours. */
function writeYtdlp(folder: string, clip: string): string {
  const chapters = [{ start_time: 3, end_time: 6, title: "The blue half" }];
  const info = { title: PAGE_TITLE, duration: 6, chapters, playlist_title: "Rabbits", playlist_count: 7 };
  const path = join(folder, "yt-dlp.mjs");
  writeFileSync(
    path,
    `#!${process.execPath}
import { copyFileSync, writeFileSync } from "node:fs";
const args = process.argv.slice(2);
const folder = args[args.indexOf("--paths") + 1];
if (args.includes("--version")) console.log("2026.07.04");
else {
  console.log(${JSON.stringify(`cuepoint-info ${JSON.stringify(info)}`)});
  console.log("cuepoint-progress 2000000 4000000");
  writeFileSync(folder + "/in.en.vtt", "WEBVTT\\n\\ncanary-captions");
  copyFileSync(${JSON.stringify(clip)}, folder + "/in.mp4");
}
`,
  );
  chmodSync(path, 0o755);
  return path;
}

async function mention(text: string, files: Parameters<Room["clip"]>[] = []): Promise<FakeChannel> {
  const { people } = room.discord;
  const named = files.map((file) => room.clip(...file));
  const message = people.says(room.ada, room.films, { mention: true, text, files: named });
  return room.thread(() => message.id);
}

describe("a link to a page", () => {
  it("becomes a summary whose times open the page, in a thread that gets the video's title", async () => {
    page = await mention(`https://www.youtube.com/watch?v=rabbit&si=${SECRETS.sharer}`);
    await room.heard(page, /^Done in /m);
    await eventually(() => expect(page.name).toBe(PAGE_TITLE));
    const links = new Set(room.discord.read(page).flatMap(linksIn));
    expect(links).toContain(`${AT}0s`);
    expect(links).toContain(`${AT}3s`);
    for (const link of links) expect(link.replace(/\d+s$/, "")).toBe(AT);
    expect(room.textsOf(page).join("\n")).toContain("the list “Rabbits” of 7 videos, and this is its first");
  });

  it("brings its chapters to the model, and its captions to what is remembered", () => {
    expect(JSON.stringify(room.model.requests[0]?.body)).toContain("The blue half");
    expect(room.remembers("canary-captions")).toBe(true);
  });

  it("has links in answers too", async () => {
    const answer = await room.ask(page, "When is the picture blue?", "Yes, the picture is blue.");
    expect(linksIn(answer).length).toBeGreaterThan(0);
    for (const link of linksIn(answer))
      expect(link).toMatch(/^https:\/\/www\.youtube\.com\/watch\?v=rabbit&t=\d+s$/);
  });
});

describe("secrets", () => {
  it("are in no reply, whether a video is watched or refused", async () => {
    const signed = await mention(`https://127.0.0.1/private.mp4?signature=${SECRETS.signature}`);
    await room.heard(signed, catalogueFor("en").error("link-unreachable", {}));
    const named = await mention(`https://me:${SECRETS.password}@videos.example/private.mp4`);
    await room.heard(named, catalogueFor("en").error("link-unreachable", {}));
    const attached = await mention("what is this?", [["other.mp4", FILE]]);
    await room.heard(attached, /^Done in /m);
    const { world } = room.discord;
    const replies = [...world.messages.values()].filter(({ author }) => author === world.bot.id);
    const words = replies.flatMap((message) => [readableText(message), ...linksIn(message)]).join("\n");
    const files = replies
      .flatMap((message) => message.files.map(({ data }) => data.toString("latin1")))
      .join("\n");
    for (const secret of secrets()) expect(words + files).not.toContain(secret);
  });

  it("are in no line of the log at its most talkative", async () => {
    said = await room.end("SIGTERM");
    const log = said.stdout + said.stderr;
    const lines = said.stderr.split("\n").filter(Boolean);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.some((line) => (JSON.parse(line) as { level: number }).level === 20)).toBe(true);
    for (const secret of [...secrets(), FILE, PAGE_TITLE, "canary-captions"])
      expect(log).not.toContain(secret);
  });

  // The addresses of videos are kept with the thread that gave them: a second look needs them.
  it("of ours are in nothing that is kept", () => {
    for (const secret of [room.discord.token, SECRETS.apiKey]) {
      expect(room.remembers(secret)).toBe(false);
    }
  });
});

function secrets(): string[] {
  return [must(room.discord.token, "token"), ATTACHMENT_KEY, ...Object.values(SECRETS)];
}
