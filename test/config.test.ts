import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "../src/config.ts";

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe("loadConfig", () => {
  it("fills an empty environment with the defaults", () => {
    expect(loadConfig({})).toEqual({
      model: {
        baseUrl: undefined,
        name: undefined,
        apiKey: undefined,
        contextTokens: undefined,
        maxImages: 152,
        firstTokenSeconds: 120,
        idleSeconds: 60,
      },
      embeddings: {},
      sound: { places: { allow: [], deny: [] }, speech: { isOff: false, parallel: 4 } },
      tools: { ffmpegPath: undefined, ffprobePath: undefined },
      limits: { videoMinutes: 180, videoMegabytes: 4096, clipSeconds: 180 },
      discord: {
        token: undefined,
        apiUrl: undefined,
        guildId: undefined,
        messageContent: true,
        access: {
          guilds: { allow: [], deny: [] },
          channels: { allow: [], deny: [] },
          roles: { allow: [], deny: [] },
        },
        shards: "auto",
      },
      links: { ytdlpPath: undefined, megabytes: 1024, seconds: 600, ports: [], perMessage: 3 },
      jobs: {
        queueUrl: undefined,
        reserveMegabytes: 1000,
        limits: {
          running: 2,
          runningPerTenant: 2,
          runningPerPerson: 1,
          queued: 200,
          queuedPerTenant: 60,
          queuedPerPerson: 10,
          videoMinutes: 1440,
          modelTokens: 20_000_000,
        },
      },
      ...{ partMinutes: 10, sampling: "mixed", prompt: "structured" },
      slack: {
        botToken: undefined,
        appToken: undefined,
        signingSecret: undefined,
        port: 3000,
        apiUrl: undefined,
        cardPictures: false,
        allowConnect: false,
        channels: { allow: [], deny: [] },
        users: { allow: [], deny: [] },
      },
      searchPath: "",
      startFolder: process.cwd(),
      store: {
        url: undefined,
        folder: "./data",
        contextTtlHours: 168,
        maxMegabytes: 2048,
        ...{ feedbackDays: 180, keepFeedbackPictures: false },
        originalTtlMinutes: 60,
        originalsMaxMegabytes: 10_240,
      },
      health: { port: undefined, host: "127.0.0.1" },
      log: { level: "warn", format: "auto" },
      locale: "en",
    });
  });

  it("takes what is set, trimmed and as numbers where they are numbers", () => {
    const config = loadConfig({
      MODEL_BASE_URL: " https://gpu.example/v1 ",
      MODEL_CONTEXT_TOKENS: "32768",
      FFPROBE_PATH: "/opt/ffprobe",
      LOG_LEVEL: "debug",
      LANG: "de_DE.UTF-8",
    });
    expect(config.model).toMatchObject({ baseUrl: "https://gpu.example/v1", contextTokens: 32768 });
    expect(config.tools.ffprobePath).toBe("/opt/ffprobe");
    expect(config.log.level).toBe("debug");
    expect(config.locale).toBe("de-DE");
  });

  it("reads Discord's lists, switches and numbers", () => {
    const { discord } = loadConfig({
      DISCORD_MESSAGE_CONTENT: "false",
      DISCORD_ALLOW_GUILDS: "1457705189376000002, 1457705189376000004",
      DISCORD_SHARDS: "4",
    });
    expect(discord).toMatchObject({ messageContent: false, shards: 4 });
    expect(discord.access.guilds.allow).toEqual(["1457705189376000002", "1457705189376000004"]);
    expect(
      faultsOf({ DISCORD_ALLOW_ROLES: "@mods", DISCORD_SHARDS: "many", DISCORD_MESSAGE_CONTENT: "yes" }),
    ).toEqual([
      "DISCORD_MESSAGE_CONTENT must be one of true, false.",
      "DISCORD_ALLOW_ROLES must be ids of Discord separated by commas.",
      "DISCORD_SHARDS must be auto or a whole number of connections from 1 to 10000.",
    ]);
  });

  it("reads Slack's tokens and lists", () => {
    const { slack } = loadConfig({
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_ALLOW_CONNECT: "true",
      SLACK_ALLOW_CHANNELS: "C0123456789, C9876543210",
      SLACK_DENY_USERS: "U0123456789",
    });
    expect(slack).toMatchObject({
      allowConnect: true,
      channels: { allow: ["C0123456789", "C9876543210"], deny: [] },
      users: { allow: [], deny: ["U0123456789"] },
    });
  });

  it("asks for a way to hear Slack where there is a bot", () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET must be set beside SLACK_BOT_TOKEN.",
    ]);
    expect(faultsOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" })).toEqual([]);
  });

  it("tells Slack's tokens apart, which are easily mixed up", () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: "xapp-1", SLACK_APP_TOKEN: "xoxb-1" })).toEqual([
      "SLACK_BOT_TOKEN must begin with xoxb-.",
      "SLACK_APP_TOKEN must begin with xapp-.",
    ]);
  });

  it("takes a variable that is set to nothing, or to spaces, as unset", () => {
    expect(loadConfig({ MODEL_BASE_URL: "", MAX_VIDEO_MINUTES: "  ", LOG_LEVEL: "" })).toEqual(
      loadConfig({}),
    );
  });

  it("reports all faults together, each with the variable's name and what it should be", () => {
    expect(faultsOf({ MODEL_BASE_URL: "ftp://gpu", MAX_VIDEO_MINUTES: "-1", LOG_FORMAT: "xml" })).toEqual([
      "MODEL_BASE_URL must be an http or https address such as http://127.0.0.1:8000/v1.",
      "MAX_VIDEO_MINUTES must be a whole number of minutes from 1 to 100000.",
      "LOG_FORMAT must be one of auto, json, pretty.",
    ]);
  });

  it.each(["0", "1.5", "1e3", "12 minutes", "999999999"])("refuses %j minutes with one fault", (value) => {
    expect(faultsOf({ MAX_VIDEO_MINUTES: value })).toHaveLength(1);
  });

  it.each(["redis://h:6379", "rediss://h", "postgres://u:p@h/db", "postgresql://h/db"])(
    "takes %s as the place of the store",
    (url) => {
      expect(loadConfig({ STORE_URL: url }).store.url).toBe(url);
    },
  );

  it.each(["sqlite://x", "127.0.0.1:6379", "http://h", "data"])(
    "refuses %j as the place of the store",
    (url) => {
      expect(faultsOf({ STORE_URL: url })).toEqual([expect.stringContaining("STORE_URL must be")]);
    },
  );
  it("reads a list of ports", () => {
    expect(loadConfig({ LINK_PORTS: "8080, 8443" }).links.ports).toEqual([8080, 8443]);
  });

  it.each(["0", "80,", "http", "8080 8443", "65536", "-1", "8080,99999"])("refuses %j as ports", (value) => {
    expect(faultsOf({ LINK_PORTS: value })).toEqual([
      "LINK_PORTS must be port numbers from 1 to 65535 with commas between them, such as 8080,8443.",
    ]);
  });

  it("never repeats a value, which may hold a secret", () => {
    const faults = faultsOf({
      MODEL_BASE_URL: "user:hunter2@gpu",
      MODEL_API_KEY: "hunter2",
      LOG_LEVEL: "hunter2",
    });
    expect(faults).toHaveLength(2);
    expect(new ConfigError(faults).message).not.toContain("hunter2");
  });
});
