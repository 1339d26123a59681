import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig, VARIABLES } from "../src/config.ts";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

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
        maxImages: 128,
        firstTokenSeconds: 120,
        idleSeconds: 60,
      },
      tools: { ffmpegPath: undefined, ffprobePath: undefined },
      limits: { videoMinutes: 180, videoMegabytes: 4096 },
      sampling: "mixed",
      searchPath: "",
      startFolder: process.cwd(),
      store: {
        url: undefined,
        folder: "./data",
        contextTtlHours: 168,
        maxMegabytes: 2048,
        originalTtlMinutes: 60,
        originalsMaxMegabytes: 10_240,
      },
      queueUrl: undefined,
      jobs: {
        running: 2,
        runningPerTenant: 2,
        runningPerPerson: 1,
        queued: 200,
        queuedPerTenant: 100,
        queuedPerPerson: 10,
      },
      daily: { videoMinutes: 1440, modelTokens: 20_000_000 },
      diskReserveMegabytes: 1024,
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

describe(".env.example", () => {
  it("names the variables that the config reads, no more and no fewer", () => {
    expect(Object.keys(parseEnv(example)).sort()).toEqual([...VARIABLES].sort());
  });

  it("shows the defaults", () => {
    expect(loadConfig({ ...parseEnv(example) })).toEqual(loadConfig({}));
    const defaults = Object.entries(parseEnv(example)).filter(([, value]) => value !== "");
    expect(defaults.map(([name]) => name).sort()).toEqual([
      "CONTEXT_TTL_HOURS",
      "DATA_DIR",
      "DISK_RESERVE_MEGABYTES",
      "HEALTH_HOST",
      "JOBS_QUEUED",
      "JOBS_QUEUED_PER_PERSON",
      "JOBS_QUEUED_PER_TENANT",
      "JOBS_RUNNING",
      "JOBS_RUNNING_PER_PERSON",
      "JOBS_RUNNING_PER_TENANT",
      "LOG_FORMAT",
      "LOG_LEVEL",
      "MAX_VIDEO_MEGABYTES",
      "MAX_VIDEO_MINUTES",
      "MODEL_FIRST_TOKEN_SECONDS",
      "MODEL_IDLE_SECONDS",
      "MODEL_MAX_IMAGES",
      "MODEL_TOKENS_PER_DAY",
      "ORIGINALS_MAX_MEGABYTES",
      "ORIGINAL_TTL_MINUTES",
      "SAMPLING_STRATEGY",
      "STORE_MAX_MEGABYTES",
      "VIDEO_MINUTES_PER_DAY",
    ]);
  });

  it("explains each variable in a comment above it", () => {
    const blocks = example.split("\n\n").filter((block) => /^[A-Z_]+=/m.test(block));
    expect(blocks.filter((block) => !block.startsWith("# "))).toEqual([]);
  });
});
