import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { loadConfig, VARIABLES } from "../src/config.ts";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

describe(".env.example", () => {
  it("names the variables that the config reads, no more and no fewer", () => {
    expect(Object.keys(parseEnv(example)).sort()).toEqual([...VARIABLES].sort());
  });

  it("shows the defaults", () => {
    expect(loadConfig({ ...parseEnv(example) })).toEqual(loadConfig({}));
    const defaults = Object.entries(parseEnv(example)).filter(([, value]) => value !== "");
    expect(defaults.map(([name]) => name).sort()).toEqual([
      "CLIP_MAX_SECONDS",
      "CONTEXT_TTL_HOURS",
      "DATA_DIR",
      "DISCORD_MESSAGE_CONTENT",
      "DISCORD_SHARDS",
      "DISK_RESERVE_MEGABYTES",
      "FEEDBACK_DAYS",
      "FEEDBACK_KEEP_PICTURES",
      "HEALTH_HOST",
      "JOBS_RUNNING",
      "JOBS_RUNNING_PER_PERSON",
      "JOBS_RUNNING_PER_TENANT",
      "JOBS_WAITING",
      "JOBS_WAITING_PER_PERSON",
      "JOBS_WAITING_PER_TENANT",
      "LINKS_PER_MESSAGE",
      "LINK_MAX_MEGABYTES",
      "LINK_SECONDS",
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
      "PART_MINUTES",
      "SAMPLING_STRATEGY",
      "SLACK_ALLOW_CONNECT",
      "SLACK_CARD_PICTURES",
      "SLACK_PORT",
      "SPEECH_PARALLEL",
      "STORE_MAX_MEGABYTES",
      "SUMMARY_PROMPT",
      "VIDEO_MINUTES_PER_DAY",
    ]);
  });

  it("explains each variable in a comment above it", () => {
    const blocks = example.split("\n\n").filter((block) => /^[A-Z_]+=/m.test(block));
    expect(blocks.filter((block) => !block.startsWith("# "))).toEqual([]);
  });
});
