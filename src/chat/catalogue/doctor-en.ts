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
  model: {
    none: "No model was found, so answers will be storyboards; start one or set MODEL_BASE_URL.",
    fine: (name, contextTokens) => `The model ${name} answers, with a context of ${contextTokens} tokens.`,
    smallContext: (contextTokens, wanted) =>
      `A context of ${contextTokens} tokens holds few pictures, so start the server with ${wanted} or more.`,
    schemaKept: "The server holds the model to a JSON schema.",
    schemaIgnored:
      "The server does not hold the model to a JSON schema, so many answers will be unusable; take a server with structured output.",
    pictureSeen: "The model sees pictures.",
    pictureMisread: (answer) =>
      `The model was shown a red picture and called it “${answer}”, so check that it is a Qwen3-VL with its vision part.`,
    cacheUsed: "The server takes a repeated prompt from its cache.",
    cacheSilent:
      "The server does not tell what it takes from its cache; with vLLM, --enable-prompt-tokens-details makes it.",
    cacheUnused:
      "The server took nothing of a repeated prompt from its cache, so follow-up questions will be slow.",
  },
};
