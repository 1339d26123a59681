import { z } from "zod";
import { readerLocale } from "./reader-locale.ts";

function integer(min: number, max: number, unit: string) {
  const error = `must be a whole number of ${unit} from ${min} to ${max}`;
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(min, error).max(max, error));
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(", ")}`);
}

const text = z.string();

function token(prefix: string) {
  return z.string().startsWith(prefix, `must begin with ${prefix}`);
}

/** "C0123456789, U9876543210" */
const slackIds = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^[A-Z0-9]+$/, "must be ids of Slack separated by commas")))
  .default([]);

const yesOrNo = oneOf(["true", "false"]).transform((value) => value === "true");

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
  SAMPLING_STRATEGY: oneOf(["mixed", "interval", "cuts", "motion"]).default("mixed"),
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
    sampling: data.SAMPLING_STRATEGY,
    slack: {
      botToken: data.SLACK_BOT_TOKEN,
      appToken: data.SLACK_APP_TOKEN,
      signingSecret: data.SLACK_SIGNING_SECRET,
      port: data.SLACK_PORT,
      apiUrl: data.SLACK_API_URL,
      allowConnect: data.SLACK_ALLOW_CONNECT,
      channels: { allow: data.SLACK_ALLOW_CHANNELS, deny: data.SLACK_DENY_CHANNELS },
      users: { allow: data.SLACK_ALLOW_USERS, deny: data.SLACK_DENY_USERS },
    },
    log: { level: data.LOG_LEVEL, format: data.LOG_FORMAT },
    /** Where programs are looked for; the system's own variable, nothing to configure. */
    searchPath: env.PATH ?? "",
    /** Where the person typed the command: npm moves to the package's folder, and remembers where it came from. */
    startFolder: env.INIT_CWD || process.cwd(),
    locale: readerLocale([data.LC_ALL, data.LC_MESSAGES, data.LANG]),
  } as const;
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const name of VARIABLES) {
    const value = env[name]?.trim();
    if (value) filled[name] = value;
  }
  return filled;
}
