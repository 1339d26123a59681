import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../src/util/clock.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";
import { makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { runningProcesses } from "../support/processes.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";
import { redisMissing, redisServer } from "../support/servers/redis-server.ts";
import type { TestServer } from "../support/servers/server.ts";
import { describeUnless } from "../support/unless.ts";
import { seen, troublesIn } from "./seen-from-outside.ts";

interface Member {
  readonly run: CliRun;
  readonly port: number;
  readonly temporary: string;
}

describeUnless(redisMissing, "over Redis", () => {
  const folder = mkdtempSync(join(tmpdir(), "workers-"));
  const members: Member[] = [];
  let redis: TestServer;
  let slack: FakeSlack;
  let model: ModelServer;

  beforeAll(async () => {
    redis = await redisServer();
    await redis.start();
    slack = await startSlack({ clock: systemClock });
    model = await startModelServer();
    const shots = (["red", "blue", "teal"] as const).map((colour) => ({ colour, frames: 20 }));
    const size = { rate: 10, width: 320, height: 180 };
    await makeClip(join(folder, "clip.mp4"), { ...size, shots });
    await makeClip(join(folder, "other.mp4"), { ...size, shots: shots.slice(1) });
    for (const args of [[], ["worker"], ["worker"]]) members.push(await start(args));
    await eventually(async () => {
      for (const { port } of members) expect((await seen(port, "/readyz")).text).toBe("ready\n");
      expect(slack.socket.connections()).toBe(1);
    });
  });

  afterAll(async () => {
    for (const { run } of members) run.child.kill("SIGKILL");
    await Promise.all(members.map(({ run }) => run.finished));
    await slack[Symbol.asyncDispose]();
    await model.stop();
    await redis.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(args: readonly string[]): Promise<Member> {
    const port = await freePort();
    const temporary = join(folder, `tmp-${members.length}`);
    mkdirSync(temporary);
    const env = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      MODEL_BASE_URL: model.url,
      QUEUE_URL: redis.url,
      STORE_URL: redis.url,
      DATA_DIR: join(folder, `data-${members.length}`),
      TMPDIR: temporary,
      DISK_RESERVE_MEGABYTES: "0",
      HEALTH_PORT: String(port),
      LOG_FORMAT: "json",
    };
    return { run: startCuepoint(args, { cwd: folder, env }), port, temporary };
  }

  const show = (name: string) => {
    const attachment = { name, data: readFileSync(join(folder, name)) };
    return slack.people.say({ text: "what happens here?", mention: true, attachment });
  };
  const read = ({ channel, ts }: { channel: string; ts: string }) => slack.read(channel, ts);
  const ended = async ({ port }: Member) =>
    Number(
      /^cuepoint_jobs_ended_total\{state="done"\} (\d+)$/m.exec((await seen(port, "/metrics")).text)?.[1] ??
        0,
    );

  it("a worker answers what the gateway has heard, and the gateway runs no ffmpeg", async () => {
    const place = show("clip.mp4");
    const said = () =>
      read(place)
        .map(({ text }) => text)
        .join("\n");
    await eventually(async () => expect(await said()).toMatch(/^Done in /m));
    expect(said()).toContain("The whole picture is teal.");
    const [gateway, ...workers] = members;
    if (!gateway) return expect.unreachable();
    expect((await seen(gateway.port, "/metrics")).text).not.toMatch(/^cuepoint_ffmpeg_runs_total\{/m);
    await eventually(async () => expect((await Promise.all(workers.map(ended))).toSorted()).toEqual([0, 1]));
    slack.people.say({ text: "Is the picture blue?", channel: place.channel, under: place.ts });
    await eventually(() => expect(read(place).at(-1)?.text).toContain("Yes, the picture is blue."));
  });

  it("a word to the gateway stops a job at a worker, with nothing left there", async () => {
    await model.misbehave("hang");
    const asked = model.requests.length;
    const place = show("other.mp4");
    await model.request(asked);
    slack.people.say({ text: "stop", channel: place.channel, under: place.ts });
    await eventually(() => expect(read(place)[0]?.text).toBe("Stopped."));
    await model.misbehave(null);
    await eventually(() => expect(members.flatMap(({ temporary }) => readdirSync(temporary))).toEqual([]));
    expect(runningProcesses(folder).filter((line) => line.includes("ff"))).toEqual([]);
  });

  it("all end in peace when they are told to", async () => {
    for (const { run } of members) run.child.kill("SIGTERM");
    for (const { run } of members) {
      const { code, stdout, stderr } = await run.finished;
      expect({ code, stdout, troubles: troublesIn(stderr) }).toEqual({ code: 0, stdout: "", troubles: [] });
    }
    // Each process keeps to a post a second by itself. Between them Slack's 429 does, and it is obeyed by each.
    expect(slack.world.violations.filter((rule) => !rule.startsWith("two posts in"))).toEqual([]);
  });
});
