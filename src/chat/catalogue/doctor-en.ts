import type { DoctorWords } from "./doctor-words.ts";

export const doctorInEnglish: DoctorWords = {
  heading: "How Cuepoint is set up on this machine",
  levels: { fine: "good", warning: "note", fault: "fix" },
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
  },
  verdict: (faults, warnings) => {
    if (faults > 0) return faults === 1 ? "One thing must be fixed." : `${faults} things must be fixed.`;
    if (warnings > 0) return "It works; the notes say what would make it better.";
    return "Everything is as it should be.";
  },
  unfinished: "This could not be looked at to the end, so run it again and look at the log.",
  node: {
    fine: (version) => `Node.js ${version} is new enough.`,
    tooOld: (version, floor) =>
      `Node.js ${version} cannot run Cuepoint, so install ${floor} or newer, or run “npm run setup”, which brings one.`,
  },
  ffmpeg: {
    fine: (version) => `ffmpeg and ffprobe ${version} run.`,
    silent: (program) =>
      `${program} does not run, so run “npm run setup”, or check FFMPEG_PATH and FFPROBE_PATH.`,
    tooOld: (version) =>
      `ffmpeg ${version} lacks known security fixes, so update it to 7.1.5, 8.0.3 or 8.1.2 or newer, or take Debian’s 5.1, before opening strangers’ videos.`,
    differ: (ffmpeg, ffprobe) =>
      `ffmpeg is ${ffmpeg} and ffprobe is ${ffprobe}, so take both from one package.`,
  },
  pages: {
    off: "Links to pages of video sites are off; install yt-dlp and set YTDLP_PATH to switch them on.",
    fine: (version) => `Links to pages are on, with yt-dlp ${version}.`,
    silent: "The program that YTDLP_PATH names does not run, so links to pages are off; check the path.",
    tooOld: (version, floor) =>
      `yt-dlp ${version} has known ways in, so links to pages stay off until it is ${floor} or newer.`,
  },
  isolation: {
    limits: "Programs run with limits on processor time and file size.",
    noLimits:
      "There is no prlimit, so programs run without limits on processor time and file size; install util-linux.",
    niceness: "Programs run at a low priority.",
    noNiceness: "There is no nice, so a video can slow down everything else on this machine.",
    offline: "ffmpeg runs without a network, and no process outlives its run.",
    online: "ffmpeg cannot be cut off from the network here, but no process outlives its run.",
    noNamespaces:
      "Programs cannot have namespaces of their own here, as is usual in a container; keep the container’s network and limits tight, as compose.yaml does.",
  },
  disk: {
    fine: (folder, gigabytes) => `${gigabytes} GB are free in ${folder}.`,
    low: (folder, gigabytes, wanted) =>
      `Only ${gigabytes} GB are free in ${folder}, and two of the largest videos with some room need ${wanted} GB; make space or lower MAX_VIDEO_MEGABYTES.`,
    unwritable: (folder) => `${folder} cannot be written to, so set TMPDIR to a folder that can.`,
  },
  store: {
    fine: (name) => `What is remembered can be written, read and deleted (${name}).`,
    away: (name) =>
      `Nothing can be remembered (${name}), so check STORE_URL and DATA_DIR, and that the server runs.`,
    alone:
      "QUEUE_URL lets machines share jobs, but each would remember videos for itself alone; set STORE_URL too.",
  },
  queue: {
    inside: "Jobs wait inside the one process; QUEUE_URL lets several machines share them.",
    fine: (version) => `Jobs wait in Redis ${version}, which can be written and read.`,
    away: "The Redis that QUEUE_URL names cannot be used, so no job would run; check the address, and that it runs and can be written to.",
    evicts: (policy) =>
      `Redis throws away jobs when it is full (maxmemory-policy ${policy}), so set it to noeviction.`,
  },
  slack: {
    off: "Slack is off; SLACK_BOT_TOKEN switches it on (docs/slack.md).",
    known: (team) => `Slack knows the bot in the workspace “${team}”.`,
    unreachable: "Slack could not be reached, so check this machine’s network.",
    botRefused: (reason) =>
      `Slack refuses SLACK_BOT_TOKEN (${reason}), so copy it again from “OAuth & Permissions” of the app.`,
    scopesMissing: (scopes) =>
      `The bot lacks the scopes ${scopes}, so put adapters/slack/manifest.json into “App Manifest” and install the app again.`,
    socketFine: "Socket Mode opens, so no public address is needed.",
    socketRefused: (reason) =>
      `Slack refuses SLACK_APP_TOKEN (${reason}), so make one with connections:write under “Basic Information”.`,
    overHttp: (port) =>
      `Slack’s requests are awaited on port ${port}; whether SLACK_SIGNING_SECRET is right shows with the first one.`,
  },
  discord: {
    off: "Discord is off; DISCORD_TOKEN switches it on (docs/discord.md).",
    known: (servers) =>
      `Discord knows the bot, which is in ${servers === 1 ? "one server" : `${servers} servers`}.`,
    nowhere:
      "Discord knows the bot, but no server has it; “npm run discord:invite” prints the link that invites it.",
    refused:
      "Discord does not know DISCORD_TOKEN, so copy it again from the Bot page of the developer portal.",
    unreachable: "Discord could not be reached, so check this machine’s network.",
    noMessageContent:
      "“Message Content Intent” is off on the Bot page of the developer portal, so questions need a mention or /ask; switch it on, or set DISCORD_MESSAGE_CONTENT=false.",
    lacks: (server, permissions) =>
      `In “${server}” the bot lacks: ${permissions}; invite it again by the link that “npm run discord:invite” prints.`,
  },
  model: {
    none: "No model was found, so answers will be storyboards; start one or set MODEL_BASE_URL.",
    fine: (name, contextTokens) => `The model ${name} answers, with a context of ${contextTokens} tokens.`,
    smallContext: (contextTokens, wanted) =>
      `A context of ${contextTokens} tokens holds few pictures, so start the server with ${wanted} or more.`,
    schemaKept: "The server holds the model to a JSON schema.",
    schemaIgnored:
      "The server does not hold the model to a JSON schema, so many answers will be unusable; take a server with structured output.",
    schemaRefused:
      "The server refuses a request with a JSON schema, so no video can be summarised; take a server with structured output.",
    pictureRefused:
      "The server answers words and refuses pictures, so start it with the vision part of the model (llama.cpp: --mmproj).",
    pictureSeen: "The model sees pictures.",
    pictureMisread: (answer) =>
      `The model was shown a red picture and called it “${answer}”, so check that it is a Qwen3-VL with its vision part.`,
    cacheUsed: "The server takes a repeated prompt from its cache.",
    cacheSilent:
      "The server reported no cached tokens for a repeated prompt: it kept nothing, so follow-up questions will be slow, or it does not report them. With vLLM, add --enable-prompt-tokens-details and run the doctor again.",
    cacheUnused:
      "The server took nothing of a repeated prompt from its cache, so follow-up questions will be slow.",
  },
};
