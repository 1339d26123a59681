import { z } from "zod";
import { discordSettings, discordVariables } from "./settings/discord.ts";
import { embeddingSettings, embeddingVariables } from "./settings/embeddings.ts";
import { jobSettings, jobVariables } from "./settings/jobs.ts";
import { integer, oneOf, text } from "./settings/kinds.ts";
import { modelSettings, modelVariables } from "./settings/model.ts";
import { slackSettings, slackVariables } from "./settings/slack.ts";
import { soundSettings, soundVariables } from "./settings/sound.ts";
import { storeSettings, storeVariables } from "./settings/store.ts";
import { linkSettings, linkVariables, videoSettings, videoVariables } from "./settings/videos.ts";

/** Every variable that Cuepoint reads, with what it must look like and what holds when it is unset. */
const environment = z.object({
  ...modelVariables,
  ...embeddingVariables,
  ...soundVariables,
  ...videoVariables,
  ...linkVariables,
  ...jobVariables,
  ...storeVariables,
  ...discordVariables,
  ...slackVariables,
  HEALTH_PORT: integer(1, 65_535, "a port").optional(),
  HEALTH_HOST: text.default("127.0.0.1"),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("warn"),
  LOG_FORMAT: oneOf(["auto", "json", "pretty"]).default("auto"),
  LC_ALL: text.optional(),
  LC_MESSAGES: text.optional(),
  LANG: text.optional(),
});

export const VARIABLES: readonly string[] = Object.keys(environment.shape);

const DEFAULT_LOCALE = "en";

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
    // Of a list with several wrong entries, one line is enough.
    const faults = result.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}.`);
    throw new ConfigError([...new Set(faults)]);
  }
  const { data } = result;
  const half = halfOfSlack(data);
  if (half !== null) throw new ConfigError([half]);
  return {
    model: modelSettings(data),
    embeddings: embeddingSettings(data),
    sound: soundSettings(data),
    ...videoSettings(data),
    links: linkSettings(data),
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

/** What must not stand in a log: every token, key and address with a password in it. */
export function secretsOf({
  model,
  embeddings,
  sound,
  store,
  jobs,
  slack,
  discord,
}: Config): readonly (string | undefined)[] {
  return [
    model.apiKey,
    embeddings.apiKey,
    sound.speech.apiKey,
    store.url,
    jobs.queueUrl,
    discord.token,
    slack.botToken,
    slack.appToken,
    slack.signingSecret,
  ];
}

/** Slack takes two secrets: one to speak with, one to hear with, in Socket Mode or over HTTP. */
function halfOfSlack(data: z.output<typeof environment>): string | null {
  const { SLACK_BOT_TOKEN: speaks, SLACK_APP_TOKEN: socket, SLACK_SIGNING_SECRET: http } = data;
  if (speaks && !socket && !http) {
    return "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET must be set beside SLACK_BOT_TOKEN.";
  }
  if (speaks || !(socket || http)) return null;
  return `SLACK_BOT_TOKEN must be set beside ${socket ? "SLACK_APP_TOKEN" : "SLACK_SIGNING_SECRET"}.`;
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const name of VARIABLES) {
    const value = env[name]?.trim();
    if (value) filled[name] = value;
  }
  return filled;
}

/**
 * BCP 47 tag of the person at this terminal. POSIX names such as "de_DE.UTF-8@euro" come in their order of
 * precedence (LC_ALL, LC_MESSAGES, LANG) and the first that is set decides, even when it is "C".
 */
export function readerLocale(names: readonly (string | undefined)[]): string {
  const [language = ""] = (names.find(Boolean) ?? "").split(/[.@]/);
  if (language === "C" || language === "POSIX") return DEFAULT_LOCALE;
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0] ?? DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE;
  }
}
