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
  QUEUE_URL: z
    .url({ protocol: /^rediss?$/, error: "must be a redis or rediss address such as redis://127.0.0.1:6379" })
    .optional(),
  JOBS_RUNNING: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_TENANT: integer(1, 1000, "jobs").default(2),
  JOBS_RUNNING_PER_PERSON: integer(1, 1000, "jobs").default(1),
  JOBS_QUEUED: integer(1, 100_000, "jobs").default(200),
  JOBS_QUEUED_PER_TENANT: integer(1, 100_000, "jobs").default(100),
  JOBS_QUEUED_PER_PERSON: integer(1, 100_000, "jobs").default(10),
  VIDEO_MINUTES_PER_DAY: integer(1, 10_000_000, "minutes").default(1440),
  MODEL_TOKENS_PER_DAY: integer(1, 1_000_000_000_000, "tokens").default(20_000_000),
  DISK_RESERVE_MEGABYTES: integer(0, 10_000_000, "megabytes").default(1024),
  HEALTH_PORT: integer(1, 65_535, "a port").optional(),
  HEALTH_HOST: text.default("127.0.0.1"),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("warn"),
  LOG_FORMAT: oneOf(["auto", "json", "pretty"]).default("auto"),
  LC_ALL: text.optional(),
  LC_MESSAGES: text.optional(),
  LANG: text.optional(),
});

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
    store: {
      url: data.STORE_URL,
      folder: data.DATA_DIR,
      contextTtlHours: data.CONTEXT_TTL_HOURS,
      maxMegabytes: data.STORE_MAX_MEGABYTES,
      originalTtlMinutes: data.ORIGINAL_TTL_MINUTES,
      originalsMaxMegabytes: data.ORIGINALS_MAX_MEGABYTES,
    },
    queueUrl: data.QUEUE_URL,
    jobs: {
      running: data.JOBS_RUNNING,
      runningPerTenant: data.JOBS_RUNNING_PER_TENANT,
      runningPerPerson: data.JOBS_RUNNING_PER_PERSON,
      queued: data.JOBS_QUEUED,
      queuedPerTenant: data.JOBS_QUEUED_PER_TENANT,
      queuedPerPerson: data.JOBS_QUEUED_PER_PERSON,
    },
    daily: { videoMinutes: data.VIDEO_MINUTES_PER_DAY, modelTokens: data.MODEL_TOKENS_PER_DAY },
    diskReserveMegabytes: data.DISK_RESERVE_MEGABYTES,
    health: { port: data.HEALTH_PORT, host: data.HEALTH_HOST },
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
