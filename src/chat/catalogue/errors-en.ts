import { jobErrorsInEnglish } from "./jobs-en.ts";
import { type ErrorSentences, given, type UsageSentences, usageSentence } from "./words.ts";

const usage: UsageSentences = {
  "no-video": () => "No video was given, so name a file or attach one.",
  "no-question": () => "Name what you want to know.",
  "no-command": () => "No command was given, so say what to do.",
  "unknown-command": ({ value }) => `There is no command named “${value}”.`,
  "unknown-option": ({ option }) =>
    `There is no option “${option}”; a file whose name begins with a dash is written with ./ before it.`,
  "missing-value": ({ option }) => `The option “${option}” needs a value after it.`,
  "missing-argument": ({ example }) => `After the file something is missing, such as: ${example}.`,
  "surplus-argument": ({ value }) =>
    `Nothing was expected where “${value}” stands; put a text with spaces in quotation marks.`,
  "unwanted-value": ({ option }) => `The option “${option}” takes no value.`,
  "not-a-number": ({ option, min, max }) =>
    `The option “${option}” must be a whole number from ${min} to ${max}.`,
  "bad-language": ({ value }) => `“${value}” is not a language tag, so give one such as en, de or zh-Hans.`,
  "bad-time": ({ value }) => `“${value}” is not a moment, so give one such as 1:23 or 83 s.`,
};

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const errorsInEnglish: ErrorSentences = {
  "file-missing": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `There is no file “${name}”, so check its name and its folder.`,
      "The file does not exist, so check its name and its folder.",
    ),
  "file-is-folder": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `“${name}” is a folder, so name a video inside it.`,
      "This is a folder, so name a video inside it.",
    ),
  "file-empty": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `“${name}” is empty (0 bytes), so copy or download it again.`,
      "The file is empty (0 bytes), so copy or download it again.",
    ),
  "file-unreadable": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `“${name}” may not be read, so check its permissions.`,
      "The file may not be read, so check its permissions.",
    ),
  "file-too-large": (d) =>
    given(
      d,
      ["limitMegabytes"],
      ({ limitMegabytes }) =>
        `The file is larger than the limit of ${number.format(Number(limitMegabytes))} MB, so send a smaller or shorter one.`,
      "The file is too large, so send a smaller or shorter one.",
    ),
  "not-a-video": () =>
    "The file is not a video in a format that can be read, so try an MP4, WebM or MKV file.",
  "no-picture": () => "The file holds sound but no moving picture, so there is nothing to look at.",
  "no-frames": () =>
    "Not one picture of the video can be read, so the file is probably damaged or incomplete.",
  encrypted: () => "The video is encrypted, so give a copy without copy protection.",
  "picture-too-large": (d) =>
    given(
      d,
      ["width", "height", "limit"],
      ({ width, height, limit }) =>
        `The picture is ${width} × ${height} pixels and the limit is ${number.format(Number(limit) / 1e6)} million pixels, so give a smaller version.`,
      "The picture is larger than the limit, so give a smaller version.",
    ),
  "frame-rate-too-high": (d) =>
    given(
      d,
      ["rate", "limit"],
      ({ rate, limit }) =>
        `The file claims ${number.format(Number(rate))} frames a second and the limit is ${number.format(Number(limit))}, so convert it to a lower rate.`,
      "The file claims more frames a second than the limit, so convert it to a lower rate.",
    ),
  "too-many-frames": (d) =>
    given(
      d,
      ["limit"],
      ({ limit }) => `The video has more than ${number.format(Number(limit))} frames, so cut it into parts.`,
      "The video has too many frames, so cut it into parts.",
    ),
  "too-many-streams": (d) =>
    given(
      d,
      ["limit"],
      ({ limit }) =>
        `The file holds more than ${number.format(Number(limit))} streams, so save the video alone in a new file.`,
      "The file holds too many streams, so save the video alone in a new file.",
    ),
  "too-long": (d) =>
    given(
      d,
      ["minutes", "limitMinutes"],
      ({ minutes, limitMinutes }) =>
        `The video is ${number.format(Number(minutes))} minutes long and the limit is ${number.format(Number(limitMinutes))}, so cut it into parts.`,
      "The video is longer than the limit, so cut it into parts.",
    ),
  "range-invalid": (d) =>
    given(
      d,
      ["from", "to"],
      ({ from, to }) =>
        `“${from}” to “${to}” is not a range of time, so give a start before an end, such as 1:20 and 5:00.`,
      "The range of time is not valid, so give a start before an end, such as 1:20 and 5:00.",
    ),
  "range-outside": (d) =>
    given(
      d,
      ["duration"],
      ({ duration }) =>
        `The range lies outside the video, which is only ${number.format(Number(duration))} seconds long, so choose an earlier start.`,
      "The range lies outside the video, so choose an earlier start.",
    ),
  "link-unreachable": () =>
    "The link cannot be opened, so check that anybody can open it, or attach the file instead.",
  "link-not-a-video": () =>
    "The link does not lead to a video file, so give the file’s own link, or attach the file instead.",
  "link-too-large": (d) =>
    given(
      d,
      ["limitMegabytes"],
      ({ limitMegabytes }) =>
        `The video behind the link is larger than the limit of ${number.format(Number(limitMegabytes))} MB, so give a smaller or shorter one.`,
      "The video behind the link is too large, so give a smaller or shorter one.",
    ),
  "link-too-slow": () =>
    "The video behind the link came too slowly and was given up, so try again later or attach the file instead.",
  "link-interrupted": () =>
    "The download of the link broke off and could not go on, so try again or attach the file instead.",
  "pages-off": () =>
    "Links to video pages are not switched on here, so attach the file, or ask the operator to install yt-dlp and set YTDLP_PATH.",
  "page-blocked": () =>
    "The site does not let a bot open this video, so download it yourself and attach the file instead.",
  "page-live": () =>
    "This is a live broadcast, which has no end to look at, so come back with its recording.",
  "page-without-video": () =>
    "There is no video on this page that can be opened, so give another link or attach the file instead.",
  "ffmpeg-missing": () =>
    "ffmpeg and ffprobe are needed and were not found, so run “npm run setup” or install ffmpeg.",
  "video-timeout": () =>
    "Reading the video took too long and was stopped, so try a part of it or a smaller copy.",
  "thread-unknown": () => "I know no video in this place, or no longer; send it to me first.",
  "original-gone": () =>
    "The original video is no longer here and cannot be fetched again; send it once more to see that moment.",
  "video-failed": () => "Reading the video failed part of the way, so convert it to MP4 and try again.",
  "no-space": () => "The disk is full, so make some space and try again.",
  "output-unwritable": (d) =>
    given(
      d,
      ["name"],
      ({ name }) =>
        `The folder “${name}” cannot be written to, so choose another one or change its permissions.`,
      "The folder for the results cannot be written to, so choose another one or change its permissions.",
    ),
  "store-unavailable": () => "What was remembered is out of reach right now, so try again in a minute.",
  "store-read-only": (d) =>
    given(
      d,
      ["name"],
      ({ name }) =>
        `The folder DATA_DIR “${name}” cannot be written to, so change its permissions or choose another folder.`,
      "The folder of my memory cannot be written to, so ask your admin to change its permissions.",
    ),
  "store-locked": () => "Another program is using my memory, so close it or try again in a minute.",
  "folder-in-use": (d) =>
    given(
      d,
      ["name"],
      ({ name }) =>
        `Another Cuepoint is already running with DATA_DIR “${name}”, so stop it first or give this one a folder of its own.`,
      "Another Cuepoint is already running with this DATA_DIR, so stop it first or give this one a folder of its own.",
    ),
  "model-missing": () => "No model is connected, so start one or set MODEL_BASE_URL.",
  "model-unreachable": () =>
    "The model’s server cannot be reached, so check that it runs and that its address is right.",
  "model-loading": () => "The model’s server is still loading the model, so try again in a few minutes.",
  "model-text-only": () =>
    "The model’s server takes no pictures, so start it with the vision part of the model (llama.cpp: --mmproj), or choose a model that sees.",
  "model-refused": () => "The model’s server refused the request, so check the model’s name and the key.",
  "model-overflow": () =>
    "The pictures do not fit into the model’s context, so choose a shorter part of the video.",
  "model-timeout": () =>
    "The model took too long to answer, so try again or choose a shorter part of the video.",
  "model-garbled": () => "The model’s answer could not be used, so try again or choose another model.",
  "attachment-gone": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `“${name}” is no longer there, so attach it again.`,
      "The file is no longer there, so attach it again.",
    ),
  "attachment-external": (d) =>
    given(
      d,
      ["name"],
      ({ name }) => `“${name}” is kept somewhere I may not look, so upload the file itself into this chat.`,
      "The file is kept somewhere I may not look, so upload the file itself into this chat.",
    ),
  "attachment-forbidden": (d) =>
    given(
      d,
      ["scope"],
      ({ scope }) =>
        `I may not open files here, so ask whoever runs me to add the permission “${scope}” and install me again.`,
      "I may not open files here, so ask whoever runs me to check my permissions.",
    ),
  "thread-gone": () => "This thread or channel is closed to me, so invite me again or ask somewhere else.",
  "thread-locked": () => "The thread is locked, so unlock it or ask somewhere else.",
  "permission-missing": (d) =>
    given(
      d,
      ["permission"],
      ({ permission }) =>
        `I lack the permission “${permission}”, so ask whoever runs me to add it and install me again.`,
      "I lack a permission for that, so ask whoever runs me to check my permissions.",
    ),
  "platform-signed-out": (d) =>
    given(
      d,
      ["token"],
      ({ token }) =>
        `The chat platform does not accept my token that begins with ${token}, so whoever runs me must renew it.`,
      "The chat platform no longer accepts my token, so whoever runs me must renew it.",
    ),
  "platform-unreachable": () => "The chat platform cannot be reached at the moment, so try again later.",
  "platform-setup": () =>
    "A setting of the chat platform is wrong, so ask whoever runs me to look at the log.",
  ...jobErrorsInEnglish,
  usage: (d) => usageSentence(usage, d) ?? "The request could not be understood, so look at the help.",
  cancelled: () => "Stopped, and nothing was kept.",
  unexpected: (d) =>
    given(
      d,
      ["job"],
      ({ job }) =>
        `Something went wrong on my side, so try again, and tell whoever runs this bot about job ${job} if it keeps happening.`,
      "Something went wrong that should not have, so try again and look at the log if it comes back.",
    ),
};
