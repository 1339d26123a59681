import { LLAMA_COMMAND, VLLM_COMMAND } from "./connect-model.ts";
import type { PlanReason, SummaryWords } from "./summary-words.ts";

const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const THOROUGH: Record<PlanReason, string> = {
  asked: "Scan: every frame was decoded, as you asked.",
  short: "Scan: every frame was decoded, since the video is short.",
  "far-apart": "Scan: every frame was decoded, since the I-frames lie far apart.",
  "by-clock": "Scan: every frame was decoded, since the I-frames stand by the clock and tell nothing.",
  dense: "Scan: every frame was decoded, since so little lies between the I-frames.",
  "by-choice": "Scan: every frame was decoded.",
};

export const summaryInEnglish: SummaryWords = {
  storyboardTitle: (fileName) => `Keyframes of ${fileName}`,
  storyboardText: (keyframes) =>
    keyframes === 1
      ? "One keyframe, chosen by picture alone."
      : `${keyframes} keyframes, chosen by picture alone.`,
  keyframeHeading: (position, keyframes) => `Keyframe ${position} of ${keyframes}`,
  significance: (text) => `Why it matters: ${text}`,
  stillCaption: (time) => `Still at ${time}`,
  stillAlt: (time, description) => `Still at ${time}: ${description}`,
  stillAltUndescribed: (time) => `Still at ${time}, which nobody has described.`,
  coverage: ({ frames, from, to, largestGap }) =>
    frames === 0
      ? `No model has described any frame of ${from}–${to}, sound not used.`
      : frames === 1
        ? `Looked at one frame, ${from}–${to}, largest gap ${decimal.format(largestGap)} s, sound not used.`
        : `Looked at ${decimal.format(frames)} frames, ${from}–${to}, largest gap ${decimal.format(largestGap)} s, sound not used.`,
  noModel: {
    missing:
      "No model is connected, so nobody has looked at what these pictures show: they were chosen by how the picture changes.",
    unreachable:
      "The model’s server could not be reached, so nobody has looked at what these pictures show: they were chosen by how the picture changes.",
    loading:
      "The model’s server was still loading the model, so nobody has looked at what these pictures show: they were chosen by how the picture changes. Try again in a few minutes.",
    "text-only":
      "The model’s server takes no pictures, so nobody has looked at what these show: they were chosen by how the picture changes. Start it with the vision part of the model (llama.cpp: --mmproj), or choose a model that sees.",
    overflow:
      "The model’s context is too small for these pictures, so nobody has looked at what they show: they were chosen by how the picture changes. Start the model’s server with a larger context.",
    refused:
      "The model’s server refused the request (check MODEL_NAME and MODEL_API_KEY), so nobody has looked at what these pictures show: they were chosen by how the picture changes.",
    timeout:
      "The model took too long to answer, so nothing here says what these pictures show: they were chosen by how the picture changes.",
    garbled:
      "The model’s answer could not be used, so nothing here says what these pictures show: they were chosen by how the picture changes.",
  },
  modelFound: (model, address) =>
    `No model server was configured, so ${model} was used, which runs on this machine at ${address}.`,
  faulty: "The file is damaged in places: some pictures may be missing or distorted.",
  damaged: (readUntil) =>
    `The file is damaged and could be read only until ${readUntil}; what comes after is missing here.`,
  plan: {
    thorough: ({ reason }) => THOROUGH[reason],
    sparse: ({ parts, share }) =>
      `Scan: the I-frames, then ${parts} ${parts === 1 ? "part" : "parts"} (${Math.round(share * 100)}% of the video) where packets hint at more.`,
  },
  oneOf: (number, of, name) => `Video ${number} of ${of}: “${name}”`,
  firstOfList: (title, videos) =>
    `The link leads to the list “${title}”${videos === null ? "" : ` of ${videos === 1 ? "one video" : `${videos} videos`}`}, and this is its first; for another one, send that one’s own link.`,
  framesHalved: (from, to) =>
    `The model’s context was too small for ${from} frames, so it was shown ${to} and may have missed short moments.`,
  connectModel: [
    "To connect a model, start one and run this again: a server on this machine is found by itself,",
    "one elsewhere by MODEL_BASE_URL.",
    "",
    "With a GPU (vLLM):",
    VLLM_COMMAND,
    "",
    "With a CPU (llama.cpp; slower):",
    LLAMA_COMMAND,
  ].join("\n"),
};
