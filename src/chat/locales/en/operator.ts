import type { DoctorWords } from "../doctor-words.ts";

export const doctorInEnglish: DoctorWords = {
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
  },
  verdict: (faults, warnings) => {
    if (faults > 0) return faults === 1 ? "One thing must be fixed." : `${faults} things must be fixed.`;
    if (warnings > 0) return "It works. The notes say what could be better.";
    return "Everything is fine.";
  },
  unfinished: "This check didn’t finish. Run it again, and look at the log.",
  node: {
    fine: (version) => `Node.js ${version} is new enough.`,
    tooOld: (version, floor) =>
      `Node.js ${version} cannot run Cuepoint. Install ${floor} or newer, or run “npm run setup”, which installs one.`,
  },
  ffmpeg: {
    fine: (version) => `ffmpeg and ffprobe ${version} run.`,
    silent: (program) =>
      `${program} does not run. Run “npm run setup”, or check FFMPEG_PATH and FFPROBE_PATH.`,
    tooOld: (version) =>
      `ffmpeg ${version} lacks known security fixes. Before you open strangers’ videos, update it to 7.1.5, 8.0.3, 8.1.2 or newer, or use Debian’s 5.1.`,
    differ: (ffmpeg, ffprobe) =>
      `ffmpeg is ${ffmpeg} and ffprobe is ${ffprobe}. Install both from one package.`,
  },
  pages: {
    off: "Links to video pages are off. To turn them on, install yt-dlp and set YTDLP_PATH.",
    fine: (version) => `Links to video pages are on, with yt-dlp ${version}.`,
    silent:
      "The program that YTDLP_PATH names does not run, so links to video pages are off. Check the path.",
    tooOld: (version, floor) =>
      `yt-dlp ${version} has known vulnerabilities, so links to video pages are off. Update it to ${floor} or newer.`,
    solver: (runtime, scripts) =>
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
    fine: (folder, gigabytes) => `${gigabytes} GB are free in ${folder}.`,
    low: (folder, gigabytes, wanted) =>
      `Only ${gigabytes} GB are free in ${folder}, and two of the largest videos need ${wanted} GB. Free some space, or lower MAX_VIDEO_MEGABYTES.`,
    lowData: (folder, megabytes, wanted) =>
      `Only ${megabytes} MB are free in ${folder}, and below ${wanted} MB new videos wait. Free some space, or set DATA_DIR to another disk.`,
    unwritable: (folder) => `${folder} cannot be written to. Set TMPDIR to a folder that can.`,
  },
  store: {
    fine: (name) => `The store can be read and written (${name}).`,
    away: (name) =>
      `The store cannot be used (${name}), so nothing is remembered. Check STORE_URL and DATA_DIR, and that the server is running.`,
    readOnly: (name) =>
      `The store cannot be written to (${name}), so nothing is remembered. Change the permissions of DATA_DIR, or set it to another folder.`,
    locked: (name) =>
      `Another program holds the store (${name}), so nothing is remembered. Close what has its file open, such as a backup or a database browser.`,
    full: (name) => `The disk of the store is full (${name}), so nothing is remembered. Free some space.`,
    damaged: (path) =>
      `The store’s file was damaged, so a new one was begun and what it remembered is gone. Delete the old one if you don’t need it: ${path}`,
    alone:
      "QUEUE_URL lets machines share jobs, but each would remember only its own videos. Set STORE_URL too.",
  },
  queue: {
    inside: "Jobs wait inside this one process. To share them among several machines, set QUEUE_URL.",
    fine: (version) => `Jobs wait in Redis ${version}, which can be written and read.`,
    away: "The Redis that QUEUE_URL names cannot be used, so no job would run. Check the address, and that Redis is running and can be written to.",
    evicts: (policy) =>
      `Redis discards jobs when it is full (maxmemory-policy ${policy}). Set it to noeviction.`,
  },
  slack: {
    off: "Slack is off. To turn it on, set SLACK_BOT_TOKEN (docs/slack.md).",
    known: (team) => `Slack knows the bot in the workspace “${team}”.`,
    unreachable: "Slack could not be reached. Check this machine’s network.",
    botRefused: (reason) =>
      `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy it again from the app’s “OAuth & Permissions” page.`,
    scopesMissing: (scopes) =>
      `The bot lacks the scopes ${scopes}. Paste adapters/slack/manifest.json into “App Manifest” and install the app again.`,
    socketFine: "Socket Mode opens, so no public address is needed.",
    socketRefused: (reason) =>
      `Slack refuses SLACK_APP_TOKEN (${reason}). Create one with connections:write under “Basic Information”.`,
    overHttp: (port) =>
      `Waiting for Slack’s requests on port ${port}. Only the first one shows whether SLACK_SIGNING_SECRET is right.`,
  },
  discord: {
    off: "Discord is off. To turn it on, set DISCORD_TOKEN (docs/discord.md).",
    known: (servers) =>
      `Discord knows the bot, which is in ${servers === 1 ? "one server" : `${servers} servers`}.`,
    nowhere:
      "Discord knows the bot, but it isn’t in any server. “npm run discord:invite” prints the link that invites it.",
    refused: "Discord does not know DISCORD_TOKEN. Copy it again from the Bot page of the developer portal.",
    unreachable: "Discord could not be reached. Check this machine’s network.",
    noMessageContent:
      "“Message Content Intent” is off on the Bot page of the developer portal, so questions need a mention or /ask. Turn it on, or set DISCORD_MESSAGE_CONTENT=false.",
    lacks: (server, permissions) =>
      `In “${server}” the bot lacks: ${permissions}. Invite it again with the link that “npm run discord:invite” prints.`,
  },
  model: {
    none: "No model was found, so you get keyframes without descriptions. Start one, or set MODEL_BASE_URL.",
    fine: (name, contextTokens) => `The model ${name} answers, with a context of ${contextTokens} tokens.`,
    smallContext: (contextTokens, wanted) =>
      `A context of ${contextTokens} tokens holds few pictures. Start the server with ${wanted} or more.`,
    schemaKept: "The server holds the model to a JSON schema.",
    schemaIgnored:
      "The server does not hold the model to a JSON schema, so many answers will be unusable. Use a server with structured output.",
    schemaRefused:
      "The server refuses requests with a JSON schema, so no video can be summarized. Use a server with structured output.",
    pictureRefused:
      "The server answers text but refuses pictures. Start it with the vision part of the model (llama.cpp: --mmproj).",
    pictureSeen: "The model sees pictures.",
    picturesTaken: (pictures) => `A request may hold ${pictures} pictures.`,
    picturesRefused: (pictures) =>
      `The server refuses a request with ${pictures} pictures. Start it for more (vLLM: --limit-mm-per-prompt), or lower MODEL_MAX_IMAGES.`,
    pictureMisread: (shown, answer) =>
      `The model was shown a ${shown} picture and called it “${answer}”. Check that it is a Qwen3-VL with its vision part.`,
    cacheUsed: "The server caches repeated prompts.",
    cacheSilent:
      "The server reported no cached tokens for a repeated prompt: it kept nothing, so follow-up questions will be slow, or it does not report them. With vLLM, add --enable-prompt-tokens-details and run the doctor again.",
    cacheUnused:
      "The server took nothing of a repeated prompt from its cache, so follow-up questions will be slow.",
  },
};
