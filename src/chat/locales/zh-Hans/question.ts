import type { ActionWords, QuestionWords } from "../question-words.ts";

export const questionChinese: QuestionWords = {
  notSeen: (coverage) => `在我看过的画面中看不到这一点。${coverage}`,
  lookedAgain: (from, to) => `我又仔细看了 ${from}–${to}。`,
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
  momentAlt: (time) => `${time} 处的画面。`,
  momentCaption: (time) => `${time} 处`,
  frameText: (time) => `${time} 处的画面`,
  frameInstead: (wished, shown) => `${wished} 处的画面无法读取，这是在它之前最近的一帧，位于 ${shown}。`,
  unknownThread: "这里还没有视频，请先发送一个。",
  madeBefore: (made) => `我看过这个视频，这份摘要生成于 ${made}。`,
  forgotten: "已删除：视频和画面的副本、摘要以及这段对话。",
  forgottenHere: "已删除这里的对话。这里还有其他地方在使用这个视频，因此我会继续为它保存副本和摘要。",
  nothingToForget: "这里没有可以忘记的内容。",
  thanks: "谢谢你的反馈。",
  invitation: "可以随时提出关于这个视频的问题，也可以指定时刻查看画面：画面 1:23",
  help: `发送一个视频或视频链接，我会观看它，并给出关键帧以及每一帧发生了什么。
然后可以在同一处提问，或者输入：
画面 1:23 – 显示该时刻的画面
状态 – 查看进度
停止 – 停止任务
忘记 – 删除视频和画面的副本以及这段对话
我听不到声音。画面和回答只保留有限的时间，并且只用于这个服务器、工作区或私信。`,
};

export const actionsChinese: ActionWords = {
  more: "更多关键帧",
  data: "数据（JSON）",
  stop: "停止",
  retry: "重试",
  helpful: "有用",
  notHelpful: "没有用",
  allOfIt: "全部内容",
};
