import type { Catalogue } from "../en/index.ts";
import { LLAMA_COMMAND, VLLM_COMMAND } from "../model-commands.ts";

const decimal = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 1 });

const languages = new Intl.DisplayNames(["zh-Hans"], { type: "language", fallback: "code" });

function inLanguage(tag: string | null): string {
  const [known] = tag === null ? [] : Intl.getCanonicalLocales(tag);
  return known === undefined ? "" : `（${languages.of(known)}）`;
}

function amountOf({ heard, spoken }: { readonly heard: number; readonly spoken: number }): string {
  const [unit, factor] = spoken < 1 ? ["秒", 60] : ["分钟", 1];
  const amount = (value: number) => decimal.format(factor === 60 ? Math.round(value * factor) : value);
  return ` ${amount(spoken)} ${unit}语音中的 ${amount(heard)} ${unit}`;
}

export const summary = {
  storyboardTitle: (fileName) => `${fileName} 的关键帧`,
  storyboardText: (keyframes) => `共 ${keyframes} 个关键帧，仅根据画面选取。`,
  keyframeHeading: (position, keyframes) => `关键帧 ${position}/${keyframes}`,
  significance: (text) => `为何重要：${text}`,
  stillCaption: (time) => `${time} 处的画面`,
  stillAlt: (time, description) => `${time} 处的画面：${description}`,
  stillAltUndescribed: (time) => `${time} 处的画面，暂无描述。`,
  details: (keyframes, range) => `全部 ${keyframes} 个关键帧，${range}`,
  briefLine: (time, heading, sentence) =>
    sentence ? `${time} ${heading}：${sentence}` : `${time} ${heading}`,
  stripAlt: (stills) => `多个画面合成一图。${stills.join("；")}。`,
  coverage: ({ frames, from, to, largestGap, sound }) =>
    frames === 0
      ? `${from}–${to} 的画面尚未经模型识别。${sound}`
      : `依据 ${from}–${to} 的 ${decimal.format(frames)} 帧，间隔最多 ${decimal.format(largestGap)} 秒。${sound}`,
  linesLeftOut: (heard, lines) =>
    `${heard}其中 ${decimal.format(lines)} 行没有放进摘要所用的上下文，提问时仍会搜索。`,
  quote: (text, time, speaker) =>
    speaker === undefined ? `${time}：“${text}”` : `${time} ${speaker}：“${text}”`,
  soundUnused: {
    "no-track": "视频没有声音。",
    "no-server": "未使用声音：没有连接语音识别服务器。",
    "turned-off": "按要求未使用声音。",
    "not-fetched": "未使用声音：无法从网页获取声音。",
    "off-here": "未使用声音：此处已关闭声音功能。",
    "no-speech": "未发现语音。",
    failed: "未使用声音：无法听取。",
  },
  soundUsed: {
    subtitles: ({ language }) => `文字来自视频的字幕${inLanguage(language)}。`,
    platform: ({ language }) => `文字来自 Slack 的转写${inLanguage(language)}。`,
    page: ({ language }) => `文字来自网页的字幕${inLanguage(language)}。`,
    server: ({ language, by, minutes }) =>
      `${minutes === null ? "已听取语音" : `已听取${amountOf(minutes)}`}${inLanguage(language)}${by === null ? "" : `，由 ${by} 识别`}。`,
  },
  noModel: {
    missing: "没有连接模型，因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
    unreachable: "无法连接模型服务器，因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
    loading:
      "模型服务器当时仍在加载模型，因此这些画面尚未经模型识别：它们只是按画面变化选出的。请过几分钟再试。",
    "text-only":
      "模型服务器不接受图片，因此这些画面尚未经模型识别：它们只是按画面变化选出的。请在启动时加载模型的视觉部分（llama.cpp：--mmproj），或换一个能看图的模型。",
    blind:
      "模型分不清红色和蓝色的图片，它的话不可信，因此这些画面尚未经模型识别：它们只是按画面变化选出的。请在启动服务器时加载模型的视觉部分（llama.cpp：--mmproj），或换一个能看图的模型。",
    "schema-ignored":
      "模型服务器不能让模型遵守 JSON 模式，它的话不可信，因此这些画面尚未经模型识别：它们只是按画面变化选出的。请换用支持结构化输出的服务器。",
    overflow:
      "模型的上下文放不下这些画面，因此这些画面尚未经模型识别：它们只是按画面变化选出的。请用更大的上下文启动模型服务器。",
    refused:
      "模型服务器拒绝了请求（请检查 MODEL_NAME 和 MODEL_API_KEY），因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
    timeout: "模型回答耗时过长，因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
    "used-up": "今天在这里可用的模型额度已用完，因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
    garbled: "模型的回答无法使用，因此这些画面尚未经模型识别：它们只是按画面变化选出的。",
  },
  writtenByModel: "以上文字由模型撰写，可能有误。",
  modelFound: (model, address) => `未指定模型服务器，因此使用了本机上找到的 ${model}（${address}）。`,
  faulty: "文件有一处或多处损坏：部分画面可能缺失或失真。",
  damaged: (readUntil) => `文件已损坏，只能读取到 ${readUntil}，之后的内容不在此处。`,
  plan: {
    thorough: {
      asked: "扫描方式：按你的要求解码了每一帧。",
      short: "扫描方式：视频较短，因此解码了每一帧。",
      "far-apart": "扫描方式：I 帧间隔很大，因此解码了每一帧。",
      joined: "扫描方式：文件由多段录像拼接而成，时钟有跳变，因此解码了每一帧。",
      "by-clock": "扫描方式：I 帧按固定间隔放置，与画面变化无关，因此解码了每一帧。",
      dense: "扫描方式：I 帧之间相隔很近，因此解码了每一帧。",
      "by-choice": "扫描方式：解码了每一帧。",
    },
    predicted: "扫描方式：解码了 I 帧和 P 帧，跳过了 B 帧。",
    sparse: ({ parts, share }) =>
      `扫描方式：先看 I 帧，再细看数据包提示有变化的 ${parts} 段（占视频的 ${Math.round(share * 100)}%）。`,
  },
  oneOf: (number, of, name) => `第 ${number} 个视频（共 ${of} 个）：“${name}”`,
  firstOfList: (title, videos) =>
    `该链接指向列表“${title}”${videos === null ? "" : `（共 ${videos} 个视频）`}，这里看的是第一个；要看其他视频，请发送它自己的链接。`,
  smallContext: ({ contextTokens, frames }, howToRaise) =>
    frames === 0
      ? `模型的上下文只有 ${decimal.format(contextTokens)} 个 token，不足以生成摘要。${howToRaise}`
      : `模型的上下文只有 ${decimal.format(contextTokens)} 个 token，只放得下 ${frames} 帧，因此可能漏掉短暂的瞬间。${howToRaise}`,
  raiseContext: {
    vllm: "要加大上下文，请用 --max-model-len 32768 启动 vLLM。",
    "llama.cpp": "要加大上下文，请用 --ctx-size 32768 启动 llama-server。",
    sglang: "要加大上下文，请用 --context-length 32768 启动 SGLang。",
    ollama: "要加大上下文，请用 OLLAMA_CONTEXT_LENGTH=32768 启动 Ollama。",
    "lm-studio": "要加大上下文，请在 LM Studio 中以 32768 的上下文长度加载模型。",
    setting: "要加大上下文，请把 MODEL_CONTEXT_TOKENS 设为服务器实际的大小。",
    other: "要加大上下文，请以更大的上下文（最好是 32768）启动模型服务器。",
  },
  framesHalved: (from, to) => `模型的上下文放不下 ${from} 帧，因此只给它看了 ${to} 帧，可能漏掉短暂的瞬间。`,
  partOf: ({ number, of, range, title }) =>
    `第 ${number} 部分（共 ${of} 部分），${range}${title && `：${title}`}`,
  partWithoutWords: "模型没有描述这一部分。",
  glimpse: "正在观看。目前的画面如下：",
  noOutline: "模型没有写出可用的大纲，因此各部分按顺序以各自的标题列出。",
  partsWithoutModel: (ranges, isUsedUp) =>
    isUsedUp
      ? `在看到 ${ranges.join("、")} 之前，今天的模型额度已用完。这些部分只有关键帧。请明天重试，让模型再看一遍。`
      : `模型没有描述 ${ranges.join("、")}。这些部分只有关键帧。请重试，让模型再看一遍。`,
  connectModel: [
    "要连接模型，请启动一个模型后重新运行：本机上的服务器会被自动找到，",
    "其他位置的服务器请通过 MODEL_BASE_URL 指定。",
    "",
    "使用 GPU（vLLM）：",
    VLLM_COMMAND,
    "",
    "使用 CPU（llama.cpp，较慢）：",
    LLAMA_COMMAND,
  ].join("\n"),
} satisfies Catalogue["summary"];

const hundredths = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 2 });

export const report = {
  skip: "跳到正文",
  timeline: "时间轴",
  timelineLink: (time, title) => `跳转到 ${time}，${title}`,
  overview: "内容概要",
  significance: "为何重要",
  transcript: "说了什么",
  contents: "目录",
  toContents: "返回目录",
  saidInChapter: "本章说了什么",
  filmstrip: "全片画面",
  parts: "逐部分",
  partNumber: (number) => `第 ${number} 部分`,
  pageOf: (number, of) => `第 ${number} 页，共 ${of} 页`,
  onPage: (number) => `在第 ${number} 页`,
  about: "本摘要的来历",
  file: "文件",
  length: "时长",
  picture: "画面",
  model: "模型",
  noModel: "无",
  language: "语言",
  prompt: "提示词",
  checksum: "SHA-256 校验值",
  pictureSize: (width, height, framesPerSecond) =>
    framesPerSecond > 0
      ? `${width} × ${height} 像素，每秒 ${hundredths.format(framesPerSecond)} 帧`
      : `${width} × ${height} 像素`,
} satisfies Catalogue["report"];
