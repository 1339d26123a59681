import { type ErrorSentences, type UsageSentences, usageSentence } from "../sentences.ts";
import { hoursOf, lengthOf, minutesOf } from "./thread.ts";

const usage: UsageSentences = {
  "no-video": () => "No video was given. Name a file, or attach one.",
  "no-question": () => "What would you like to know?",
  "no-words": () => "What should I look for? Add a few words, such as “find whiteboard budget”.",
  "no-found": ({ number }) =>
    `I have no result ${number} to ask about here. Search first, for example “find whiteboard budget”.`,
  "no-command": () => "No command was given.",
  "no-part": () => "Which part of the video would you like? Try: clip 1:20 2:05",
  "unknown-command": ({ value }) => `There is no command named “${value}”.`,
  "unknown-option": ({ option, options }) =>
    options === undefined
      ? `There is no option “${option}”. If it is a file name, write ./ before it.`
      : `There is no option ${option}. Options: ${options}.`,
  "missing-value": ({ option }) => `The option “${option}” needs a value after it.`,
  "missing-argument": ({ example }) => `Something is missing after the file. Example: ${example}.`,
  "surplus-argument": ({ value }) =>
    `“${value}” was not expected here. Put text with spaces in quotation marks.`,
  "unwanted-value": ({ option }) => `The option “${option}” takes no value.`,
  "not-a-choice": ({ option, value, choices }) =>
    `“${value}” is not a value of the option “${option}”. Choose one of: ${choices}.`,
  "not-a-number": ({ option, min, max }) =>
    `The option “${option}” must be a whole number from ${min} to ${max}.`,
  "bad-language": ({ value }) => `“${value}” isn’t a language tag. Try en, de or zh-Hans.`,
  "bad-start": ({ value }) => `“${value}” isn’t a date and time. Try 2026-11-29T22:00.`,
  "bad-time": ({ value }) => `“${value}” isn’t a time I understand. Try 1:23 or 83s.`,
};

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const errors: ErrorSentences = {
  "file-missing": ({ name }) => `There is no file “${name}”. Check its name and its folder.`,
  "file-is-folder": ({ name }) => `“${name}” is a folder. Name a video inside it.`,
  "file-empty": ({ name }) => `“${name}” is empty (0 bytes). Copy or download it again.`,
  "file-unreadable": ({ name }) => `I’m not allowed to read “${name}”. Check its permissions.`,
  "file-too-large": ({ limitMegabytes }) =>
    `The file is larger than the limit of ${number.format(limitMegabytes)} MB. Send a smaller or shorter one.`,
  "not-a-video": () => "This isn’t a video in a format I can read. Try an MP4, WebM or MKV file.",
  "no-picture": () => "The file has sound but no video. Send one that has both.",
  "no-frames": () => "I couldn’t read any frame of this video. The file is probably damaged or incomplete.",
  encrypted: () => "The video is encrypted. Send a copy without copy protection.",
  "picture-codec": ({ codec }) =>
    `I can’t read videos that are stored as ${codec}. Convert it to MP4 with H.264.`,
  "picture-too-large": ({ width, height, limit }) =>
    `The picture is ${width} × ${height} pixels, and the limit is ${number.format(limit / 1e6)} million pixels. Send a smaller version.`,
  "frame-rate-too-high": ({ rate, limit }) =>
    `The file claims ${number.format(rate)} frames per second, and the limit is ${number.format(limit)}. Convert it to a lower rate.`,
  "too-many-frames": ({ limit }) =>
    `The video has more than ${number.format(limit)} frames. Cut it into parts.`,
  "too-many-streams": ({ limit }) =>
    `The file contains more than ${number.format(limit)} streams. Save only the video in a new file.`,
  "too-long": ({ minutes, limitMinutes }) =>
    `The video is ${number.format(minutes)} minutes long, and the limit is ${number.format(limitMinutes)}. Cut it into parts.`,
  "range-invalid": ({ from, to }) =>
    from === undefined || to === undefined
      ? "The time range isn’t valid. Give a start before an end, such as 1:20 and 5:00."
      : `“${from}” to “${to}” isn’t a valid time range. Give a start before an end, such as 1:20 and 5:00.`,
  "range-outside": ({ duration }) =>
    `The range is outside the video, which is only ${number.format(duration)} seconds long. Choose an earlier start.`,
  "clip-too-long": ({ seconds, limitSeconds }) =>
    `A clip can be ${lengthOf(limitSeconds)} long at most, and this one would be ${lengthOf(seconds)}. Choose a shorter part.`,
  "clip-too-large": ({ limitMegabytes, seconds }) =>
    seconds < 1
      ? `No clip of this video fits into the ${number.format(limitMegabytes)} MB that a file may have here. Ask for a single frame instead.`
      : `This clip doesn’t fit into the ${number.format(limitMegabytes)} MB that a file may have here. Choose a part of ${lengthOf(seconds)} at most.`,
  "link-unreachable": () =>
    "I can’t open this link. Check that anyone can open it, or attach the file instead.",
  "link-not-a-video": () => "That link isn’t a video file. Use a direct link, or attach the file instead.",
  "link-too-large": ({ limitMegabytes }) =>
    `The video behind the link is larger than the limit of ${number.format(limitMegabytes)} MB. Send a smaller or shorter one.`,
  "link-too-slow": () =>
    "The video behind the link took too long to download. Try again later, or attach the file instead.",
  "link-interrupted": () =>
    "The download was interrupted and could not be resumed. Try again, or attach the file instead.",
  "pages-off": () =>
    "Links to video pages are turned off here. Attach the file, or ask your admin to install yt-dlp and set YTDLP_PATH.",
  "page-blocked": () =>
    "The site doesn’t let a bot open this video. Download it yourself and attach the file.",
  "page-sign-in": () =>
    "The site asks me to sign in before it shows this video, and I have no account. Download it yourself and attach the file.",
  "page-challenge": () =>
    "The site’s check for programs could not be solved. Attach the file instead, or ask the operator to run “npm run doctor” and update yt-dlp.",
  "page-busy": () =>
    "The site is limiting how often I may ask. Try again in an hour, or attach the file instead.",
  "page-live": () => "This is a live stream. Send me the recording when it’s over.",
  "page-without-video": () =>
    "I found no video on this page that I can open. Send another link, or attach the file instead.",
  "ffmpeg-missing": () =>
    "ffmpeg and ffprobe are needed and were not found. Run “npm run setup”, or install ffmpeg.",
  "video-timeout": () =>
    "Reading the video took too long and was stopped. Try a part of it, or a smaller copy.",
  "not-allowed": () => "An admin has limited who can use me here. Ask them to add you.",
  "thread-unknown": () => "I don’t have a video for this thread. Send me one first.",
  "video-unfinished": () => "I haven’t watched all of this video yet. Ask again when its summary is here.",
  "original-gone": () =>
    "I no longer have the original video, and I can’t download it again. Send it once more to see that moment.",
  "video-failed": () => "Reading the video failed partway through. Convert it to MP4 and try again.",
  "no-space": () => "The disk is full. Free some space and try again.",
  "output-unwritable": ({ name }) =>
    `I can’t write to the folder “${name}”. Choose another one, or change its permissions.`,
  "store-unavailable": () => "I can’t reach my memory right now. Try again in a minute.",
  "store-read-only": ({ name }) =>
    name === undefined
      ? "I can’t write to the folder of my memory. Ask your admin to change its permissions."
      : `I can’t write to the folder DATA_DIR “${name}”. Change its permissions, or choose another folder.`,
  "store-locked": () => "Another program is using my memory. Close it, or try again in a minute.",
  "folder-in-use": ({ name }) =>
    `Another Cuepoint is already running with DATA_DIR “${name}”. Stop it first, or give this one its own folder.`,
  "model-missing": () => "No model is connected. Start one, or set MODEL_BASE_URL.",
  "model-unreachable": () =>
    "I can’t reach the model server. Check that it is running and that its address is right.",
  "model-loading": () => "The model server is still loading the model. Try again in a few minutes.",
  "model-text-only": () =>
    "The model server doesn’t accept pictures. Start it with the vision part of the model (llama.cpp: --mmproj), or choose a model that can see.",
  "model-blind": () =>
    "The model could not tell a red picture from a blue one, so I can’t trust its words. Start its server with the vision part of the model (llama.cpp: --mmproj), or choose a model that can see.",
  "model-schema-ignored": () =>
    "The model server doesn’t hold the model to a JSON schema, so I can’t trust its words. Use a server with structured output.",
  "model-refused": () => "The model server refused the request. Check the model name and the key.",
  "model-overflow": () =>
    "The pictures don’t fit into the model’s context. Choose a shorter part of the video.",
  "model-timeout": () =>
    "The model took too long to answer. Try again, or choose a shorter part of the video.",
  "model-garbled": () => "I couldn’t use the model’s answer. Try again, or choose another model.",
  "speech-missing": () => "The speech server lists no model that hears speech. Set SPEECH_MODEL to its name.",
  "speech-unreachable": () =>
    "I can’t reach the speech server. Check that it is running and that its address is right.",
  "speech-refused": () =>
    "The speech server refused the request. Check its address, the model name and the key.",
  "speech-timeout": () => "The speech server took too long to answer. Try again later.",
  "speech-garbled": () =>
    "I couldn’t use the speech server’s answer. Check that its address leads to an OpenAI-compatible server.",
  "attachment-gone": ({ name }) => `“${name}” is no longer there. Attach it again.`,
  "attachment-external": ({ name }) =>
    `I don’t have access to where “${name}” is stored. Upload the file here instead.`,
  "attachment-forbidden": ({ scope }) =>
    scope === undefined
      ? "I’m not allowed to open files here. Ask your admin to check my permissions."
      : `I’m not allowed to open files here. Ask your admin to add the permission “${scope}” and to install me again.`,
  "thread-gone": () => "I can’t post here any more. Invite me again, or ask elsewhere.",
  "thread-locked": () => "The thread is locked. Unlock it, or ask elsewhere.",
  "permission-missing": ({ permission }) =>
    permission === undefined
      ? "I don’t have the permission for that. Ask your admin to check my permissions."
      : `I need the permission “${permission}”. Ask your admin to add it and to install me again.`,
  "platform-signed-out": ({ token }) =>
    token === undefined
      ? "The chat platform no longer accepts my token. Your admin must renew it."
      : `The chat platform doesn’t accept my token that begins with ${token}. Your admin must renew it.`,
  "platform-unreachable": () => "I can’t reach the chat platform right now. Try again later.",
  "platform-setup": () => "A setting of the chat platform is wrong. Ask your admin to look at the log.",
  "limit-person": ({ limit, minutes }) =>
    minutes === undefined
      ? "You have reached the limit of waiting jobs for one person. Try again when one of them is done."
      : `You have ${limit} jobs waiting, which is the limit for one person. Try again in about ${minutesOf(minutes)}.`,
  "limit-tenant": ({ limit, minutes }) =>
    minutes === undefined
      ? "The queue for this server or workspace is full. Try again in a few minutes."
      : `The queue for this server or workspace is full (${limit} waiting). Try again in about ${minutesOf(minutes)}.`,
  "limit-queue": ({ limit, minutes }) =>
    minutes === undefined
      ? "The queue is full. Try again in a few minutes."
      : `The queue is full (${limit} waiting). Try again in about ${minutesOf(minutes)}.`,
  "limit-video-minutes": ({ limit, hours }) =>
    `Today’s limit of ${number.format(limit)} minutes of video is used up here. Try again in about ${hoursOf(hours)}.`,
  "limit-model-tokens": ({ limit, hours }) =>
    `Today’s limit of ${number.format(limit)} model tokens is used up here. Try again in about ${hoursOf(hours)}.`,
  "no-room": ({ minutes }) =>
    `There was no disk space for the video for ${minutesOf(minutes)}. Try again later, or tell your admin.`,
  "video-crashed": ({ hours }) =>
    `Sorry, this video has repeatedly crashed the reader. I won’t try it again for ${hoursOf(hours)}.`,
  usage: (details) => usageSentence(usage, details),
  cancelled: () => "Stopped.",
  unexpected: ({ job }) =>
    job === undefined
      ? "Something went wrong on my side. Try again; if it keeps happening, tell the person who runs this bot."
      : `Something went wrong on my side. Try again; if it keeps happening, tell the person who runs this bot (job ${job}).`,
};
