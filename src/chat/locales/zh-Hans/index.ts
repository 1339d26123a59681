import type { Catalogue } from "../en/index.ts";
import { actions } from "./actions.ts";
import { clips } from "./clips.ts";
import { errors } from "./errors.ts";
import { feedback } from "./feedback.ts";
import { kinds } from "./kinds.ts";
import { doctor, start } from "./operator.ts";
import { places } from "./places.ts";
import { discord, slack } from "./platforms.ts";
import { report, summary } from "./summary.ts";
import { commands, terminal } from "./terminal.ts";
import { find, jobs, questions, typed } from "./thread.ts";

export const catalogue = {
  lang: "zh-Hans",
  error: (code, details) => errors[code](details),
  listed: (names) => names.join("、"),
  progress: {
    fetch: { running: "正在打开视频", done: "已打开视频" },
    scan: { running: "正在浏览视频", done: "已浏览视频" },
    load: { running: "正在等待模型服务器加载模型", done: "模型已加载" },
    ask: { running: "正在询问模型视频内容", done: "已询问模型视频内容" },
    stills: { running: "正在截取画面", done: "已截取画面" },
    parts: { running: "正在逐段观看", done: "已看完所有部分" },
    outline: { running: "正在撰写大纲", done: "已写好大纲" },
    clip: { running: "正在剪辑片段", done: "片段已剪好" },
    answer: { running: "正在寻找答案", done: "已寻找答案" },
    reply: { running: "正在整理摘要", done: "已整理摘要" },
  },
  progressPercent: (running, percent) => `${running}：${percent}%`,
  progressLook: (range) => `正在重新查看 ${range}`,
  progressFirstPart: (line, of) => `${line}（第 1 部分，共 ${of} 部分）`,
  progressParts: (running, done, of) => `${running}：已完成 ${done} / ${of}`,
  progressTransfer: (running, { done, total, rate }) =>
    `${running}：${total === null ? done : `${done} / ${total}`} MB，${rate} MB/s`,
  summary,
  kinds,
  feedback,
  actions,
  questions,
  clips,
  find,
  report,
  terminal,
  slack,
  commands,
  discord,
  doctor,
  jobs,
  places,
  start,
  typed,
} satisfies Catalogue;
