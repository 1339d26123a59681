import type { SetupFault } from "../../../errors.ts";

/** What the log says to the operator when a bot starts. Platforms and variables come by their own names. */
export const start = {
  setup: {
    "slack-port":
      "The port for Slack’s requests cannot be opened. Another program may be using it: set SLACK_PORT to a free port.",
    "discord-intents":
      "Discord does not let this bot read messages. Switch on “Message Content Intent” on the Bot page of the developer portal, or set DISCORD_MESSAGE_CONTENT=false.",
    "discord-sharding":
      "This bot is in too many servers for so few connections to Discord. Set DISCORD_SHARDS=auto.",
    "discord-shards": "Discord does not accept the number in DISCORD_SHARDS. Set DISCORD_SHARDS=auto.",
    "discord-server":
      "The bot is not in the server that DISCORD_GUILD_ID names. Invite it with the link of “npm run discord:invite”.",
    "discord-closed":
      "Discord refused the connection for good. Check the bot’s settings in the developer portal.",
  } satisfies Record<SetupFault, string>,
  badToken: (platform: string, variable: string) =>
    `${platform} does not accept the token in ${variable}. Copy it again from ${platform}’s page for your app.`,
  unreachable: (platform: string) =>
    `${platform} cannot be reached. Check this machine’s network and try again.`,
  /** The reason is a sentence. */
  notStarted: (platform: string, reason: string) => `${platform} could not be started: ${reason}`,
  /** Stands after the reason, while another platform works. */
  tryingAgain: "The bot works without it for now and keeps trying.",
  givenUp: "The bot works without it until it is restarted.",
  away: (platform: string) => `${platform} has been out of reach for a minute. The bot keeps trying.`,
  connected: (platform: string, name: string) => `${platform}: connected as ${name}`,
  connectedIn: (platform: string, name: string, place: string) =>
    `${platform}: connected as ${name} in ${place}`,
  connectedTo: (platform: string, name: string, servers: number) =>
    `${platform}: connected as ${name}, ${servers === 1 ? "1 server" : `${servers} servers`}`,
  modelFound: (name: string) => `Model: ${name}`,
  modelMissing: "Model: none found. Summaries will be storyboards; “npm run doctor” says how to connect one.",
  modelUnreachable:
    "Model: the server at MODEL_BASE_URL does not answer. Summaries will be storyboards until it does.",
  health: (address: string) => `Health: ${address}/healthz, ${address}/readyz and ${address}/metrics`,
  noHealth: "Health: off. Set HEALTH_PORT to switch it on.",
};

/** One sentence for each finding: what was found, and where it matters what to do. */
export const doctor = {
  heading: "Cuepoint setup on this machine",
  levels: { fine: "ok", warning: "note", fault: "error" },
  parts: {
    node: "Runtime (Node.js)",
    ffmpeg: "Video (ffmpeg)",
    pages: "Pages (yt-dlp)",
    isolation: "Isolation",
    disk: "Disk",
    store: "Memory (store)",
    queue: "Queue",
    slack: "Slack",
    discord: "Discord",
    model: "Model",
    speech: "Speech server",
    embeddings: "Embedding server",
  },
  /** The last line. */
  verdict: (faults: number, warnings: number) => {
    if (faults > 0) return faults === 1 ? "One thing must be fixed." : `${faults} things must be fixed.`;
    if (warnings > 0) return "It works. The notes say what could be better.";
    return "Everything is fine.";
  },
  /** A check that did not finish. */
  unfinished: "This check didn’t finish. Run it again, and look at the log.",
  node: {
    fine: (version: string) => `Node.js ${version} is new enough.`,
    tooOld: (version: string, floor: number) =>
      `Node.js ${version} cannot run Cuepoint. Install ${floor} or newer, or run “npm run setup”, which installs one.`,
  },
  ffmpeg: {
    fine: (version: string) => `ffmpeg and ffprobe ${version} run.`,
    silent: (program: string) =>
      `${program} does not run. Run “npm run setup”, or check FFMPEG_PATH and FFPROBE_PATH.`,
    tooOld: (version: string) =>
      `ffmpeg ${version} lacks known security fixes. Before you open strangers’ videos, update it to 7.1.5, 8.0.3, 8.1.2 or newer, or use Debian’s 5.1.`,
    differ: (ffmpeg: string, ffprobe: string) =>
      `ffmpeg is ${ffmpeg} and ffprobe is ${ffprobe}. Install both from one package.`,
  },
  pages: {
    off: "Links to video pages are off. To turn them on, install yt-dlp and set YTDLP_PATH.",
    fine: (version: string) => `Links to video pages are on, with yt-dlp ${version}.`,
    silent:
      "The program that YTDLP_PATH names does not run, so links to video pages are off. Check the path.",
    tooOld: (version: string, floor: string) =>
      `yt-dlp ${version} has known vulnerabilities, so links to video pages are off. Update it to ${floor} or newer.`,
    solver: (runtime: string, scripts: string) =>
      `yt-dlp can solve YouTube’s challenge, with ${runtime} and solver scripts ${scripts}.`,
    noScripts:
      'yt-dlp has no solver scripts. Most YouTube links will fail until you install them: pip install "yt-dlp[default]"',
    noRuntime:
      "yt-dlp cannot run Node.js here. Most YouTube links will fail until it can: update yt-dlp, and check that it may start programs.",
  },
  isolation: {
    limits: "Programs run with limits on CPU time and file size.",
    noLimits:
      "There is no prlimit, so programs run without limits on CPU time and file size. Install util-linux.",
    niceness: "Programs run at a low priority.",
    noNiceness: "There is no nice, so a video can slow down everything else on this machine.",
    offline: "ffmpeg runs without a network, and no process outlives its run.",
    online: "ffmpeg cannot be cut off from the network here, but no process outlives its run.",
    noNamespaces:
      "Programs cannot have their own namespaces here, as is usual in a container. Keep the container’s network and limits tight, as compose.yaml does.",
  },
  disk: {
    fine: (folder: string, gigabytes: string) => `${gigabytes} GB are free in ${folder}.`,
    low: (folder: string, gigabytes: string, wanted: string) =>
      `Only ${gigabytes} GB are free in ${folder}, and two of the largest videos need ${wanted} GB. Free some space, or lower MAX_VIDEO_MEGABYTES.`,
    /** Of the folder of what is remembered. */
    lowData: (folder: string, megabytes: string, wanted: string) =>
      `Only ${megabytes} MB are free in ${folder}, and below ${wanted} MB new videos wait. Free some space, or set DATA_DIR to another disk.`,
    unwritable: (folder: string) => `${folder} cannot be written to. Set TMPDIR to a folder that can.`,
  },
  store: {
    /** `name` is a folder or the kind of a server. */
    fine: (name: string) => `The store can be read and written (${name}).`,
    away: (name: string) =>
      `The store cannot be used (${name}), so nothing is remembered. Check STORE_URL and DATA_DIR, and that the server is running.`,
    readOnly: (name: string) =>
      `The store cannot be written to (${name}), so nothing is remembered. Change the permissions of DATA_DIR, or set it to another folder.`,
    locked: (name: string) =>
      `Another program holds the store (${name}), so nothing is remembered. Close what has its file open, such as a backup or a database browser.`,
    full: (name: string) =>
      `The disk of the store is full (${name}), so nothing is remembered. Free some space.`,
    /** `path` is where the damaged file lies now. */
    damaged: (path: string) =>
      `The store’s file was damaged, so a new one was begun and what it remembered is gone. Delete the old one if you don’t need it: ${path}`,
    /** Machines share the queue and not the store. */
    alone:
      "QUEUE_URL lets machines share jobs, but each would remember only its own videos. Set STORE_URL too.",
  },
  queue: {
    inside: "Jobs wait inside this one process. To share them among several machines, set QUEUE_URL.",
    fine: (version: string) => `Jobs wait in Redis ${version}, which can be written and read.`,
    away: "The Redis that QUEUE_URL names cannot be used, so no job would run. Check the address, and that Redis is running and can be written to.",
    evicts: (policy: string) =>
      `Redis discards jobs when it is full (maxmemory-policy ${policy}). Set it to noeviction.`,
  },
  slack: {
    off: "Slack is off. To turn it on, set SLACK_BOT_TOKEN (docs/slack.md).",
    known: (team: string) => `Slack knows the bot in the workspace “${team}”.`,
    unreachable: "Slack could not be reached. Check this machine’s network.",
    /** `reason` is Slack's own word. */
    botRefused: (reason: string) =>
      `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy it again from the app’s “OAuth & Permissions” page.`,
    scopesMissing: (scopes: string) =>
      `The bot lacks the scopes ${scopes}. Paste adapters/slack/manifest.json into “App Manifest” and install the app again.`,
    socketFine: "Socket Mode opens, so no public address is needed.",
    socketRefused: (reason: string) =>
      `Slack refuses SLACK_APP_TOKEN (${reason}). Create one with connections:write under “Basic Information”.`,
    overHttp: (port: number) =>
      `Waiting for Slack’s requests on port ${port}. Only the first one shows whether SLACK_SIGNING_SECRET is right.`,
  },
  discord: {
    off: "Discord is off. To turn it on, set DISCORD_TOKEN (docs/discord.md).",
    known: (servers: number) =>
      `Discord knows the bot, which is in ${servers === 1 ? "one server" : `${servers} servers`}.`,
    nowhere:
      "Discord knows the bot, but it isn’t in any server. “npm run discord:invite” prints the link that invites it.",
    refused: "Discord does not know DISCORD_TOKEN. Copy it again from the Bot page of the developer portal.",
    unreachable: "Discord could not be reached. Check this machine’s network.",
    noMessageContent:
      "“Message Content Intent” is off on the Bot page of the developer portal, so questions need a mention or /ask. Turn it on, or set DISCORD_MESSAGE_CONTENT=false.",
    lacks: (server: string, permissions: string) =>
      `In “${server}” the bot lacks: ${permissions}. Invite it again with the link that “npm run discord:invite” prints.`,
  },
  model: {
    none: "No model was found, so you get keyframes without descriptions. Start one, or set MODEL_BASE_URL.",
    fine: (name: string, contextTokens: number) =>
      `The model ${name} answers, with a context of ${contextTokens} tokens.`,
    smallContext: (contextTokens: number, wanted: number) =>
      `A context of ${contextTokens} tokens holds few pictures. Start the server with ${wanted} or more.`,
    schemaKept: "The server holds the model to a JSON schema.",
    schemaIgnored:
      "The server does not hold the model to a JSON schema, so many answers will be unusable. Use a server with structured output.",
    schemaRefused:
      "The server refuses requests with a JSON schema, so no video can be summarized. Use a server with structured output.",
    pictureRefused:
      "The server answers text but refuses pictures. Start it with the vision part of the model (llama.cpp: --mmproj).",
    pictureSeen: "The model sees pictures.",
    picturesTaken: (pictures: number) => `A request may hold ${pictures} pictures.`,
    picturesRefused: (pictures: number) =>
      `The server refuses a request with ${pictures} pictures. Start it for more (vLLM: --limit-mm-per-prompt), or lower MODEL_MAX_IMAGES.`,
    pictureMisread: (shown: "red" | "blue", answer: string) =>
      `The model was shown a ${shown} picture and called it “${answer}”. Check that it is a Qwen3-VL with its vision part.`,
    cacheUsed: "The server caches repeated prompts.",
    cacheSilent:
      "The server reported no cached tokens for a repeated prompt: it kept nothing, so follow-up questions will be slow, or it does not report them. With vLLM, add --enable-prompt-tokens-details and run the doctor again.",
    cacheUnused:
      "The server took nothing of a repeated prompt from its cache, so follow-up questions will be slow.",
  },
  speech: {
    off: "What is said in a video is never sent anywhere (SPEECH_BASE_URL=off). Captions are still used.",
    none: "No speech server was found. Only captions tell what is said. Start one, or set SPEECH_BASE_URL (docs/sound.md).",
    forms: {
      lines: (model: string) => `The model ${model} hears speech and gives each line its time.`,
      speakers: (model: string) =>
        `The model ${model} hears speech, gives each line its time and tells speakers apart.`,
      text: (model: string) =>
        `The model ${model} hears speech but gives no times, so they are as exact as a piece of sound is short: up to 28 seconds. A Whisper model gives times.`,
    },
    /** It was played a spoken sample; `heard` may be nothing. */
    misheard: (said: string, heard: string) =>
      heard === ""
        ? `The speech server heard nothing in a sample that says “${said}”. Check its model.`
        : `The speech server heard “${heard}” in a sample that says “${said}”. Check its model.`,
  },
  embeddings: {
    fine: (model: string) => `The model ${model} puts pictures and words that mean the same near each other.`,
    blind:
      "The embedding server puts a red picture no nearer to “red” than to “blue”. Its vectors are not used. Check its model and its chat template (docs/embeddings.md).",
    failed:
      "The embedding server at EMBED_BASE_URL cannot be used. Frames are chosen without it. Check that it runs and takes pictures (docs/embeddings.md).",
  },
};
