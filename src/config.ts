import { z } from "zod";
import { readerLocale } from "./reader-locale.ts";
import { discordIds, integer, oneOf, ports, slackIds, text, token, yesOrNo } from "./setting-kinds.ts";

/** Every variable that Cuepoint reads, with what it must look like and what holds when it is unset. */
const environment = z.object({
  MODEL_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as http://127.0.0.1:8000/v1" })
    .optional(),
  MODEL_NAME: text.optional(),
  MODEL_API_KEY: text.optional(),
  MODEL_CONTEXT_TOKENS: integer(1024, 10_000_000, "tokens").optional(),
  MODEL_MAX_IMAGES: integer(1, 10_000, "pictures").default(128),
  MODEL_FIRST_TOKEN_SECONDS: integer(1, 86_400, "seconds").default(120),
  MODEL_IDLE_SECONDS: integer(1, 86_400, "seconds").default(60),
  FFMPEG_PATH: text.optional(),
  FFPROBE_PATH: text.optional(),
  MAX_VIDEO_MINUTES: integer(1, 100_000, "minutes").default(180),
  MAX_VIDEO_MEGABYTES: integer(1, 10_000_000, "megabytes").default(4096),
  YTDLP_PATH: text.optional(),
  LINK_MAX_MEGABYTES: integer(1, 10_000_000, "megabytes").default(1024),
  LINK_SECONDS: integer(1, 86_400, "seconds").default(600),
  LINK_PORTS: ports().optional(),
  LINKS_PER_MESSAGE: integer(1, 20, "links").default(3),
  SAMPLING_STRATEGY: oneOf(["mixed", "interval", "cuts", "motion"]).default("mixed"),
  QUEUE_URL: z
    .url({ protocol: /^rediss?$/, error: "must be a redis or rediss address such as redis://127.0.0.1:6379" })
    .optional(),
  JOBS_RUNNING: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_TENANT: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_PERSON: integer(1, 1000, "jobs").default(1),
  JOBS_WAITING: integer(1, 100_000, "jobs").default(200),
  JOBS_WAITING_PER_TENANT: integer(1, 100_000, "jobs").default(60),
  JOBS_WAITING_PER_PERSON: integer(1, 100_000, "jobs").default(10),
  VIDEO_MINUTES_PER_DAY: integer(1, 1_000_000, "minutes").default(1440),
  MODEL_TOKENS_PER_DAY: integer(1, 2_000_000_000, "tokens").default(20_000_000),
  DISK_RESERVE_MEGABYTES: integer(0, 10_000_000, "megabytes").default(1000),
  STORE_URL: z
    .url({
      protocol: /^(rediss?|postgres(ql)?)$/,
      error: "must be a redis, rediss, postgres or postgresql address such as redis://127.0.0.1:6379",
    })
    .optional(),
  DATA_DIR: text.default("./data"),
  CONTEXT_TTL_HOURS: integer(1, 100_000, "hours").default(168),
  STORE_MAX_MEGABYTES: integer(1, 100_000_000, "megabytes").default(2048),
  ORIGINAL_TTL_MINUTES: integer(1, 1_000_000, "minutes").default(60),
  ORIGINALS_MAX_MEGABYTES: integer(1, 100_000_000, "megabytes").default(10_240),
  DISCORD_TOKEN: text.optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as https://discord.com/api" })
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, "must be the id of a server of Discord")
    .optional(),
  DISCORD_MESSAGE_CONTENT: yesOrNo.default(true),
  DISCORD_ALLOW_GUILDS: discordIds.default([]),
  DISCORD_DENY_GUILDS: discordIds.default([]),
  DISCORD_ALLOW_CHANNELS: discordIds.default([]),
  DISCORD_DENY_CHANNELS: discordIds.default([]),
  DISCORD_ALLOW_ROLES: discordIds.default([]),
  DISCORD_DENY_ROLES: discordIds.default([]),
  DISCORD_SHARDS: z
    .union([z.literal("auto"), integer(1, 10_000, "connections")], {
      error: "must be auto or a whole number of connections from 1 to 10000",
    })
    .default("auto"),
  SLACK_BOT_TOKEN: token("xoxb-").optional(),
  SLACK_APP_TOKEN: token("xapp-").optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_PORT: integer(1, 65_535, "a port").default(3000),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as https://slack.com/api/" })
    .optional(),
  SLACK_ALLOW_CONNECT: yesOrNo.default(false),
  SLACK_ALLOW_CHANNELS: slackIds,
  SLACK_DENY_CHANNELS: slackIds,
  SLACK_ALLOW_USERS: slackIds,
  SLACK_DENY_USERS: slackIds,
  HEALTH_PORT: integer(1, 65_535, "a port").optional(),
  HEALTH_HOST: text.default("127.0.0.1"),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("warn"),
  LOG_FORMAT: oneOf(["auto", "json", "pretty"]).default("auto"),
  LC_ALL: text.optional(),
  LC_MESSAGES: text.optional(),
  LANG: text.optional(),
});

/** Socket Mode or HTTP: one of them must be able to begin. */
function lacksTransport(data: z.output<typeof environment>): boolean {
  return Boolean(data.SLACK_BOT_TOKEN) && !data.SLACK_APP_TOKEN && !data.SLACK_SIGNING_SECRET;
}

type Settings = z.infer<typeof environment>;

export const VARIABLES: readonly string[] = Object.keys(environment.shape);

export type Config = ReturnType<typeof loadConfig>;

/** Names every variable that is wrong and what it should be, never its value: that may be a secret. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      ["The settings in the environment are not right:", ...faults.map((fault) => `  ${fault}`)].join("\n"),
    );
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Throws ConfigError with all faults together. A variable that is set to nothing counts as unset. */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env) {
  const result = environment.safeParse(withoutEmpty(env));
  if (!result.success) {
    throw new ConfigError(result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`));
  }
  const { data } = result;
  if (lacksTransport(data))
    throw new ConfigError(["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET must be set beside SLACK_BOT_TOKEN."]);
  return {
    model: {
      baseUrl: data.MODEL_BASE_URL,
      name: data.MODEL_NAME,
      apiKey: data.MODEL_API_KEY,
      contextTokens: data.MODEL_CONTEXT_TOKENS,
      maxImages: data.MODEL_MAX_IMAGES,
      firstTokenSeconds: data.MODEL_FIRST_TOKEN_SECONDS,
      idleSeconds: data.MODEL_IDLE_SECONDS,
    },
    tools: { ffmpegPath: data.FFMPEG_PATH, ffprobePath: data.FFPROBE_PATH },
    limits: { videoMinutes: data.MAX_VIDEO_MINUTES, videoMegabytes: data.MAX_VIDEO_MEGABYTES },
    links: {
      ytdlpPath: data.YTDLP_PATH,
      megabytes: data.LINK_MAX_MEGABYTES,
      seconds: data.LINK_SECONDS,
      /** Beside 80 and 443. */
      ports: data.LINK_PORTS ?? [],
      perMessage: data.LINKS_PER_MESSAGE,
    },
    sampling: data.SAMPLING_STRATEGY,
    store: storeSettings(data),
    jobs: jobSettings(data),
    discord: discordSettings(data),
    slack: slackSettings(data),
    health: { port: data.HEALTH_PORT, host: data.HEALTH_HOST },
    log: { level: data.LOG_LEVEL, format: data.LOG_FORMAT },
    /** Where programs are looked for; the system's own variable, nothing to configure. */
    searchPath: env.PATH ?? "",
    /** Where the person typed the command: npm moves to the package's folder, and remembers where it came from. */
    startFolder: env.INIT_CWD || process.cwd(),
    locale: readerLocale([data.LC_ALL, data.LC_MESSAGES, data.LANG]),
  } as const;
}

function slackSettings(data: Settings) {
  return {
    botToken: data.SLACK_BOT_TOKEN,
    appToken: data.SLACK_APP_TOKEN,
    signingSecret: data.SLACK_SIGNING_SECRET,
    port: data.SLACK_PORT,
    apiUrl: data.SLACK_API_URL,
    allowConnect: data.SLACK_ALLOW_CONNECT,
    channels: { allow: data.SLACK_ALLOW_CHANNELS, deny: data.SLACK_DENY_CHANNELS },
    users: { allow: data.SLACK_ALLOW_USERS, deny: data.SLACK_DENY_USERS },
  };
}

function discordSettings(data: Settings) {
  return {
    token: data.DISCORD_TOKEN,
    apiUrl: data.DISCORD_API_URL,
    guildId: data.DISCORD_GUILD_ID,
    messageContent: data.DISCORD_MESSAGE_CONTENT,
    access: {
      allowGuilds: data.DISCORD_ALLOW_GUILDS,
      denyGuilds: data.DISCORD_DENY_GUILDS,
      allowChannels: data.DISCORD_ALLOW_CHANNELS,
      denyChannels: data.DISCORD_DENY_CHANNELS,
      allowRoles: data.DISCORD_ALLOW_ROLES,
      denyRoles: data.DISCORD_DENY_ROLES,
    },
    shards: data.DISCORD_SHARDS,
  };
}

function jobSettings(data: Settings) {
  return {
    queueUrl: data.QUEUE_URL,
    reserveMegabytes: data.DISK_RESERVE_MEGABYTES,
    limits: {
      running: data.JOBS_RUNNING,
      runningPerTenant: data.JOBS_RUNNING_PER_TENANT,
      runningPerPerson: data.JOBS_RUNNING_PER_PERSON,
      queued: data.JOBS_WAITING,
      queuedPerTenant: data.JOBS_WAITING_PER_TENANT,
      queuedPerPerson: data.JOBS_WAITING_PER_PERSON,
      videoMinutes: data.VIDEO_MINUTES_PER_DAY,
      modelTokens: data.MODEL_TOKENS_PER_DAY,
    },
  };
}

function storeSettings(data: Settings) {
  return {
    url: data.STORE_URL,
    folder: data.DATA_DIR,
    contextTtlHours: data.CONTEXT_TTL_HOURS,
    maxMegabytes: data.STORE_MAX_MEGABYTES,
    originalTtlMinutes: data.ORIGINAL_TTL_MINUTES,
    originalsMaxMegabytes: data.ORIGINALS_MAX_MEGABYTES,
  };
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const name of VARIABLES) {
    const value = env[name]?.trim();
    if (value) filled[name] = value;
  }
  return filled;
}
