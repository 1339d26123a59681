import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { systemClock } from "../../src/util/clock.ts";
import type { SeenMessage } from "../contracts/chat-harness.ts";
import { type Mind, seeingBrain } from "../fakes/model-server/brain.ts";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import type { SlackSaying } from "../fakes/slack/people.ts";
import { startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { folderHolds } from "../support/folder-contents.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";

export interface Place {
  readonly id: string;
  readonly channel: string;
  readonly ts: string;
}

export type Room = Awaited<ReturnType<typeof openRoom>>;

export const textOf = (messages: readonly SeenMessage[]) => messages.map(({ text }) => text).join("\n");

/** A workspace of Slack, a model and the whole program between them, with folders of its own. */
export async function openRoom() {
  const folder = mkdtempSync(join(tmpdir(), "slack-room-"));
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const slack = await startSlack({ clock: systemClock });
  let brain: Mind = seeingBrain;
  const model = await startModelServer({ brain: (request) => brain(request) });
  /** Of /healthz, /readyz and /metrics. */
  const healthPort = await freePort();
  let run: CliRun | null = null;

  return {
    ...{ folder, temporary, slack, model, healthPort },
    think(other: Mind): void {
      brain = other;
    },
    /** Starts the bot, whose connection is its first or one more. */
    async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
      const before = slack.socket.connections();
      const env = {
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: slack.apiUrl,
        MODEL_BASE_URL: model.url,
        DATA_DIR: join(folder, "data"),
        TMPDIR: temporary,
        DISK_RESERVE_MEGABYTES: "0",
        HEALTH_PORT: String(healthPort),
        LOG_FORMAT: "json",
        ...more,
      };
      run = startCuepoint([], { cwd: folder, env });
      await eventually(() => expect(slack.socket.connections()).toBeGreaterThan(before));
    },
    /** As when the power goes, or politely; returns what it said on the way. */
    async end(signal: "SIGKILL" | "SIGTERM" | "SIGUSR2"): Promise<Awaited<CliRun["finished"]>> {
      if (!run) throw new TypeError("nothing runs");
      run.child.kill(signal);
      return run.finished;
    },
    async clip(name: string, options: ClipOptions): Promise<Buffer> {
      const path = join(folder, name);
      await makeClip(path, options);
      return readFileSync(path);
    },
    /** Whether the data folder holds the words anywhere, the database's journal included. */
    remembers: (words: string): boolean => folderHolds(join(folder, "data"), words),
    read: ({ channel, ts }: Place) => slack.read(channel, ts),
    /** For what comes later. A position in a list would shift, because lines about progress go away. */
    mark: (): string => slack.world.nextTs(),
    /** What has come to a place since the mark and still stands there. */
    since: ({ channel, ts }: Place, mark: string) => slack.read(channel, ts).filter(({ id }) => id > mark),
    /** Somebody shows the bot a video, and asks what happens. */
    show: (data: Buffer, name: string, more: Partial<SlackSaying> = {}): Place =>
      slack.people.say({ text: "what happens here?", mention: true, attachment: { name, data }, ...more }),
    say: ({ channel, ts }: Place, text: string) => slack.people.say({ text, channel, under: ts }),
    /** A person presses "Details" under a summary that shows its first screen; gives what that brings, all of it. */
    async details(place: Place): Promise<readonly SeenMessage[]> {
      const mark = slack.world.nextTs();
      slack.people.press(place.channel, place.ts, "Details");
      const brought = () => slack.read(place.channel, place.ts).filter(({ id }) => id > mark);
      await eventually(() => {
        const count = Number(/^All (\d+) keyframes/m.exec(textOf(brought()))?.[1] ?? -1);
        expect(brought().flatMap(({ pictures }) => pictures)).toHaveLength(count);
      });
      return brought();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      if (run?.child.exitCode === null) run.child.kill("SIGKILL");
      await run?.finished;
      await slack[Symbol.asyncDispose]();
      await model.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
