import type { Catalogue } from "../en/index.ts";
import { splitSeconds } from "../sentences.ts";
import { typedClip } from "./clips.ts";
import { settingWords } from "./places.ts";

export const lengthOf = (length: number) => {
  const { hours, minutes, seconds } = splitSeconds(length);
  const counted = (n: number, unit: string) => (n === 0 ? [] : [`${n} ${unit}`]);
  return [...counted(hours, "小时"), ...counted(minutes, "分钟"), ...counted(seconds, "秒")].join(" ");
};

export const jobs = {
  linksLeftOut: (leftOut, most) =>
    `一条消息我最多处理 ${most} 个链接，其余 ${leftOut} 个没有处理；请另发一条消息。`,
  noVideo: "请附上视频或发送视频链接，我会为你总结。",
  waiting: (id, position) =>
    position <= 1 ? `任务 ${id} 即将开始。` : `任务 ${id} 在队列中排第 ${position} 位。`,
  waitingWithEta: (id, position, minutes) =>
    position <= 1
      ? `任务 ${id} 是下一个，大约 ${minutes} 分钟后开始。`
      : `任务 ${id} 在队列中排第 ${position} 位，大约 ${minutes} 分钟后开始。`,
  withEta: (line, minutes) => `${line}（大约还需 ${minutes} 分钟）`,
  named: (id) => `任务 ${id}`,
  starting: "正在开始",
  waitingForRoom: "正在等待磁盘空间",
  tryingAgain: "没有成功，稍后会重试。",
  takenUpAgain: "中断之后正在重新开始",
  restMissing: "其余内容未能发送。",
  done: "已完成。",
  doneIn: (seconds) => `已完成，用时 ${lengthOf(seconds)}。`,
  failed: "失败。",
  stopped: "已停止。",
  stop: "停止",
  retry: "重试",
  none: "你在这里没有正在处理的视频。",
  unknown: (id) => `这里没有任务 ${id}。`,
  line: (id, command, state) => `${id}（${command}）：${state}`,
  nothingToStop: "你在这里没有正在运行的任务。",
  alreadyEnded: "这个任务已经结束了。",
  notYours: "只有发起人或管理员可以这样做。",
  stopping: (id) => `正在停止任务 ${id}。`,
  nothingToRetry: "你在这里没有可以重试的任务。",
  stillRunning: "这个任务还在运行，请等它结束，或先停止它。",
} satisfies Catalogue["jobs"];

function listed(parts: readonly { readonly number: number; readonly range: string }[]): string {
  return parts.map(({ number, range }) => `第 ${number} 部分（${range}）`).join("、");
}

export const questions = {
  form: {
    title: "就视频提问",
    titleOfPart: "就这一段提问",
    question: "你的问题",
    hint: "例如：2:10 她画的是什么？",
    hintOfPart: "例如：她画的是什么？",
    ask: "提问",
  },
  atPart: (time, question) => `在 ${time}：${question}`,
  ofAnotherVideo: "这属于另一个视频。这个对话现在是关于更新的一个视频的。",
  notSeen: (coverage) => `在我看过的画面中看不到这一点。${coverage}`,
  notSaid: (coverage) => `在视频里说的话和我看过的画面中都找不到这一点。${coverage}`,
  notHeard: (sound) => `我不知道视频里说了什么。${sound}`,
  lookedAgain: (from, to) => `我又仔细看了 ${from}–${to}。`,
  lookedAtParts: (parts, of) => `我看了${listed(parts)}（共 ${of} 部分）。`,
  fromTexts: (parts) => `以上依据视频 ${parts} 个部分的文字描述。指定时刻、部分或章节，我就去看那里的画面。`,
  beyondTexts: "视频各部分的文字描述中没有这一点。请指定时刻、部分或章节，我会去看那里的画面。",
  unseenParts: (parts) => `${listed(parts)}没有模型的描述，因此不知道那里发生了什么。`,
  watchedOnly: (range) => `我还没有看完这个视频。以上依据 ${range} 这一段。`,
  watchedNow: (range) => `摘要没有包括这一段，因此我现在看了 ${range}。`,
  originalGone: "无法再仔细查看：原视频已不在这里，也无法重新获取，因此以下回答仅依据第一次看到的画面。",
  shortages: {
    fewer: "模型的上下文较小，因此这次细看只用了较少的画面。",
    smaller: "模型的上下文较小，因此这次细看只用了更少、更小的画面。",
    "no-room": "模型的上下文放不下更多画面，无法再仔细查看。以下回答仅依据第一次看到的画面。",
  },
  conversationCut: "这段对话很长，我已经忘记最早的问题。",
  noModelYet: "无法回答关于这个视频的问题，因为它尚未经模型识别。可以显示任意时刻的画面：画面 1:23",
  replyUnusable:
    "模型看过这个视频，但它的回答无法使用，因此无法回答相关问题。请重新生成摘要，让模型再看一次。也可以显示任意时刻的画面，例如：画面 1:23",
  momentAlt: (time, about) => (about === "" ? `${time} 的画面。` : `${time} 的画面：${about}`),
  momentOf: (theme) => `属于“${theme}”这一段。`,
  momentCaption: (time) => `${time} 处`,
  frameText: (time) => `${time} 处的画面`,
  frameInstead: (wished, shown) => `${wished} 处的画面无法读取，这是在它之前最近的一帧，位于 ${shown}。`,
  unknownThread: "这里还没有视频，请先发送一个。",
  madeBefore: (made) => `我看过这个视频，这份摘要生成于 ${made}。`,
  forgotten: "已删除：视频和画面的副本、摘要以及这段对话。",
  forgottenHere: "已删除这里的对话。这里还有其他地方在使用这个视频，因此我会继续为它保存副本和摘要。",
  nothingToForget: "这里没有可以忘记的内容。",
  invitation: "可以随时提出关于这个视频的问题，也可以指定时刻查看画面：画面 1:23",
  help: `发送一个视频或视频链接，我会观看它，并给出关键帧以及每一帧发生了什么。
然后可以在同一处提问，或者输入：
画面 1:23 – 显示该时刻的画面
剪辑 1:20 2:05 – 剪出并发送这一段
字幕 – 以文件形式发送视频中说的话
纪要 – 写出会议纪要
状态 – 查看进度
停止 – 停止任务
忘记 – 删除视频和画面的副本以及这段对话
隐私 – 查看我保存什么、保存多久，或删除你的内容
设置 – 查看我在这个频道的工作方式
提及我并写上“查找”和几个词，我会在这个频道的视频里查找。
视频带有字幕，或连接了语音识别服务器时，我知道视频中说了什么。画面和回答只保留有限的时间，并且只用于这个服务器、工作区或私信。`,
} satisfies Catalogue["questions"];

export const find = {
  found: (moments, videos) =>
    `在 ${videos} 个视频中找到 ${moments} 处。要就其中一处提问，请提及我并写上编号：问 1 这里发生了什么？`,
  foundPlainly: (moments, videos) => `在 ${videos} 个视频中找到 ${moments} 处。`,
  nothing: (videos) => `在这里已知的 ${videos} 个视频中没有找到相关内容。`,
  noVideos: "这里还没有视频，请先发送一个。",
  said: (text) => `「${text}」`,
  thread: "打开它的摘要",
  stillAlt: (title, time, told) => `“${title}”在 ${time} 的画面：${told}`,
} satisfies Catalogue["find"];

export const typed = {
  cancel: ["停止", "取消"],
  status: ["状态", "进度"],
  retry: ["重试"],
  forget: ["忘记", "忘掉"],
  details: ["详情", "细节"],
  transcript: ["字幕", "文字稿"],
  clip: typedClip,
  help: ["帮助"],
  privacy: ["隐私"],
  deleteMine: ["删除我的内容", "删除我的数据", "删除我的视频"],
  settings: ["设置"],
  ...settingWords,
  watchAs: {
    as: ["作为", "当作", "看作"],
    kinds: {
      meeting: ["会议", "会议纪要"],
      lecture: ["课程", "讲座"],
      screen: ["屏幕录像", "录屏"],
      camera: ["监控录像", "监控"],
    },
    minutes: ["会议纪要", "会议记录", "纪要"],
    before: ["请", "写", "生成", "整理", "给我"],
    after: ["谢谢", "吧"],
  },
  summarize: ["总结", "总结一下", "总结这个", "总结这个视频", "总结这段视频", "总结一段视频"],
  find: ["查找", "搜索", "寻找", "找一下", "搜一下"],
  ask: ["问", "提问"],
  frame: {
    before: [],
    show: ["画面", "看", "看看", "显示", "给我看"],
    article: [],
    frame: ["画面"],
    at: [],
    from: [],
    after: ["画面", "的画面"],
  },
} satisfies Catalogue["typed"];
