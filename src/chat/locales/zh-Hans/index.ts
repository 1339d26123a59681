import type { Catalogue } from "../sentences.ts";
import { discordInChinese } from "./discord.ts";
import { errorsInChinese } from "./errors.ts";
import { doctorInChinese } from "./operator.ts";
import { slackInChinese } from "./platforms.ts";
import { actionsChinese, questionChinese } from "./question.ts";
import { startInChinese } from "./start.ts";
import { summaryInChinese } from "./summary.ts";
import { commandsInChinese, terminalInChinese } from "./terminal.ts";
import { jobsInChinese } from "./thread.ts";

export const chinese: Catalogue = {
  lang: "zh-Hans",
  error: (code, details) => errorsInChinese[code](details),
  progress: {
    fetch: { running: "正在打开视频", done: "已打开视频" },
    scan: { running: "正在浏览视频", done: "已浏览视频" },
    load: { running: "正在等待模型服务器加载模型", done: "模型已加载" },
    ask: { running: "正在询问模型视频内容", done: "已询问模型视频内容" },
    stills: { running: "正在截取画面", done: "已截取画面" },
    reply: { running: "正在整理摘要", done: "已整理摘要" },
  },
  progressPercent: (running, percent) => `${running}：${percent}%`,
  progressTransfer: (running, { done, total, rate }) =>
    `${running}：${total === null ? done : `${done} / ${total}`} MB，${rate} MB/s`,
  summary: summaryInChinese,
  actions: actionsChinese,
  questions: questionChinese,
  report: {
    timeline: "时间轴",
    timelineLink: (time, title) => `跳转到 ${time}，${title}`,
    overview: "内容概要",
    significance: "为何重要",
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
        ? `${width} × ${height} 像素，每秒 ${decimal.format(framesPerSecond)} 帧`
        : `${width} × ${height} 像素`,
  },
  terminal: terminalInChinese,
  slack: slackInChinese,
  commands: commandsInChinese,
  discord: discordInChinese,
  doctor: doctorInChinese,
  jobs: jobsInChinese,
  start: startInChinese,
};

const decimal = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 2 });
