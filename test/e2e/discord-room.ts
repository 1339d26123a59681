import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { startDiscord } from "../fakes/discord/discord.ts";
import { cardsIn, labelsOf, readableText } from "../fakes/discord/reading.ts";
import { savePages } from "../fakes/discord/save-pages.ts";
import {
  type FakeChannel,
  type FakeFile,
  type FakeInteraction,
  type FakeMessage,
  must,
} from "../fakes/discord/world.ts";
import { type Brain, type Mind, seeingBrain } from "../fakes/model-server/brain.ts";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, frameTimes } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { eventually } from "../support/eventually.ts";
import { folderHolds } from "../support/folder-contents.ts";
import { decodeJpeg } from "../support/read-picture.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";

/** A folder for the channels as pages, for whoever wants to see what people see. */
const PAGES = process.env.DISCORD_PAGES;

export type Room = Awaited<ReturnType<typeof openRoom>>;

/** A server of Discord, a model and the whole program between them, with folders of its own. */
export async function openRoom({ apiKey }: { apiKey?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "discord-room-"));
  const discord = await startDiscord();
  let brain: Mind = seeingBrain;
  const model = await startModelServer({
    contextTokens: 24_000,
    brain: (request) => brain(request),
    ...(apiKey !== undefined && { apiKey }),
  });
  const { places, people, world } = discord;
  const guild = places.guild();
  const films = places.channel(guild, "films");
  const ada = places.person("Ada");
  const data = join(folder, "data");
  const healthPort = await freePort();
  let run: CliRun | null = null;
  const textsOf = (place: FakeChannel) => discord.read(place).map(readableText);
  const since = (place: FakeChannel, mark: string) =>
    discord.read(place).filter(({ id }) => BigInt(id) > BigInt(mark));

  return {
    ...{ folder, data, discord, model, healthPort, guild, films, ada, textsOf },
    /** For what comes later. A position in a list would shift, because lines about progress go away. */
    mark: (): string => world.nextId(),
    /** What has come to a place since the mark and still stands there. */
    since,
    /** Starts the program and waits until the gateway knows it and the commands are there. */
    async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
      run = startCuepoint([], {
        cwd: folder,
        env: {
          DISCORD_TOKEN: discord.token,
          DISCORD_API_URL: discord.apiUrl,
          MODEL_BASE_URL: model.url,
          DATA_DIR: data,
          TMPDIR: folder,
          DISK_RESERVE_MEGABYTES: "0",
          HEALTH_PORT: String(healthPort),
          ...more,
        },
      });
      await eventually(() => {
        expect(run?.child.exitCode).toBeNull();
        expect(discord.gateway.connections()).toBe(1);
      });
      await discord.settled();
    },
    /** As when the power goes, or politely; returns what it said on the way. */
    async end(signal: "SIGKILL" | "SIGTERM"): Promise<Awaited<CliRun["finished"]>> {
      const ended = must(run, "run");
      ended.child.kill(signal);
      const said = await ended.finished;
      await eventually(() => expect(discord.gateway.connections()).toBe(0));
      return said;
    },
    think(other: Mind): void {
      brain = other;
    },
    clip: (name: string, as = name) => ({ name: as, data: readFileSync(join(folder, name)) }),
    /** The first message of a place, since the mark if there is one, whose words fit. */
    heard: (place: FakeChannel, words: RegExp | string, mark = "0"): Promise<FakeMessage> =>
      eventually(() => {
        const found = since(place, mark).find(
          (message) => message.author === world.bot.id && fits(readableText(message), words),
        );
        if (!found) throw new Error(`nobody said ${words} in:\n${textsOf(place).join("\n--\n")}`);
        return found;
      }),
    /** The thread that opens at the reply to a command, or at a message. */
    thread: (message: () => string | null): Promise<FakeChannel> =>
      eventually(() => must(discord.threadAt(message() ?? ""), "thread")),
    /** Asks in words and returns the answer, the first one after the question. */
    async ask(place: FakeChannel, text: string, words: RegExp | string): Promise<FakeMessage> {
      const { id } = people.says(ada, place, { text });
      return this.heard(place, words, id);
    },
    /** Ada presses the newest button of that name, or opens the menu and picks a choice, as soon as there is one. */
    press: (place: FakeChannel, label: string, choice?: string): Promise<FakeInteraction> =>
      eventually(() => {
        const message = discord.read(place).findLast((one) => labelsOf(one).includes(label));
        return people.presses(ada, must(message, label), label, choice);
      }),
    /** Ada presses "Details" under the newest summary. The messages that bring its cards, once all are there. */
    async details(place: FakeChannel): Promise<readonly FakeMessage[]> {
      const mark = world.nextId();
      await this.press(place, "Details");
      const [, count] = DETAILS.exec(readableText(await this.heard(place, DETAILS, mark))) ?? [];
      const messages = () => since(place, mark).filter((message) => cardsIn(message).length > 0);
      await eventually(() => expect(messages().flatMap(cardsIn)).toHaveLength(Number(count)));
      return messages();
    },
    /** Whether the data folder holds the words anywhere, the database's journal included. */
    remembers: (words: string): boolean => folderHolds(data, words),
    async [Symbol.asyncDispose](): Promise<void> {
      if (run && run.child.exitCode === null && run.child.signalCode === null) {
        run.child.kill("SIGKILL");
        await run.finished;
      }
      if (PAGES !== undefined) savePages(world, PAGES);
      await discord.close();
      await model.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const DETAILS = /All (\d+) keyframes/;

function fits(text: string, words: RegExp | string): boolean {
  return typeof words === "string" ? text.includes(words) : words.test(text);
}

/** The frame numbers burnt into pictures as they were posted. */
export function codesIn(files: readonly FakeFile[]): Promise<(number | null)[]> {
  const pictures = files.filter(
    ({ contentType, name }) => contentType === "image/jpeg" || /\.jpg$/.test(name),
  );
  return Promise.all(pictures.map(async ({ data }) => readCode(await decodeJpeg(data), "top")));
}

/** What the caption of each still has to say: the time of the frame whose number is burnt into it. */
export async function stillsAt(messages: readonly FakeMessage[], clip: ClipOptions): Promise<string[]> {
  const times = frameTimes(clip);
  const codes = await codesIn(messages.flatMap(({ files }) => files));
  return codes.map((code) => `Still at 0:${times[code ?? -1]?.toFixed(1).padStart(4, "0")}`);
}

/** A model that puts these words wherever it has any; once only in descriptions, which must not repeat themselves. */
export function hostile(words: string): Brain {
  const always = ["title", "overview", "theme", "significance", "says"];
  return (request) => {
    let described = 0;
    return JSON.stringify(JSON.parse(seeingBrain(request)), (key, value: unknown) => {
      const isFirst = key === "description" && described++ === 0;
      return isFirst || always.includes(key) ? `${words} ${String(value)}` : value;
    });
  };
}
