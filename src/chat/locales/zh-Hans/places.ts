import type { Catalogue } from "../en/index.ts";
import { spanOf } from "./platforms.ts";

export const places = {
  names: {
    language: "语言",
    detail: "详细程度",
    kind: "视频类型",
    sound: "声音",
    who: "谁可以使用我",
    "keep-video": "保存视频以便细看",
    "keep-days": "保存时间",
  },
  line: (name, value) => `${name}：${value}`,
  fromServer: (value) => `${value}（整个服务器的设置）`,
  fromDefault: (value) => `${value}（默认）`,
  heading: { channel: "这个频道的设置：", server: "整个服务器的设置：" },
  languageOfReader: "提问者的语言",
  soundValues: { on: "开", off: "关" },
  whoValues: { everyone: "所有人", admins: "仅管理员" },
  whoList: (ids) => `管理员和以下成员或身份组：${ids}`,
  days: (days) => `最后一次使用后 ${days} 天`,
  span: (hours) => `最后一次使用后 ${spanOf(hours * 60)}`,
  howToChange:
    "要更改设置，请使用 /cuepoint settings 的选项，或者输入，例如：设置 语言 zh，声音 关，保存 30。要恢复默认值，请输入：设置 语言 默认。",
  changedBy: "管理员可以更改这些设置。",
  changed: "已保存。从现在起对新的请求生效。",
  adminsOnly: "只有这个频道的管理员可以更改它的设置。",
  serverAdminsOnly: "只有整个服务器的管理员可以更改它的设置。",
  notInDirect: "这一项只能在我已加入的频道中设置，不能在私信中设置。",
  inForce: (list) => `这里的设置：${list}`,
  privacy: {
    what: "保存什么：你给我的视频、画面、摘要和视频中说的话，对话中的问题和回答，以及提问者的编号。",
    where: ({ store }) =>
      ({
        file: "保存在哪里：在运行我的机器上的一个文件夹里。",
        redis: "保存在哪里：在管理者的 Redis 数据库里。视频本身在运行我的机器上的一个文件夹里。",
        postgres: "保存在哪里：在管理者的 PostgreSQL 数据库里。视频本身在运行我的机器上的一个文件夹里。",
      })[store],
    until({ summaryHours, videoMinutes, keepDays, keepVideo }) {
      const isSet = keepDays !== undefined && keepDays * 24 < summaryHours;
      const videos = keepVideo
        ? `视频本身在最后一次使用后 ${spanOf(videoMinutes)}删除。`
        : "视频本身在摘要完成后删除。";
      return isSet
        ? `保存多久：管理员为这里设置了最后一次使用后 ${spanOf(keepDays * 1440)}。${videos}`
        : `保存多久：最后一次使用后最多 ${spanOf(summaryHours * 60)}。${videos}`;
    },
    records: ({ feedbackDays, keepsFeedbackPictures }) =>
      `已结束任务的记录最多保存一周。你对摘要的评价会与相关文字${keepsFeedbackPictures ? "和模型看到的画面" : ""}一起保存，不含你的名字，最多保存 ${spanOf(feedbackDays * 1440)}。`,
    model:
      "谁能看到：画面和问题只会发送到管理者所选的模型服务器，不会发往别处。只有这个服务器、工作区或私信能看到回答。",
    modelAndVectors:
      "谁能看到：画面、问题和搜索内容只会发送到管理者所选的模型服务器和向量服务器，不会发往别处。只有这个服务器、工作区或私信能看到回答。",
    sound: {
      off: "这里不使用视频中说的话。",
      server: "如果管理者连接了语音识别服务器，声音只会发送到那里，不会发往别处。",
      captions: "声音不会发往任何地方，我只读取视频自带的字幕。",
    },
    forget:
      "如何删除：在消息列或子区中输入“忘记”，或删除你提问的那条消息。“删除我的内容”会删除你带到这个服务器、工作区或私信的一切：你的视频及其对话内容、你的问题、评价和已结束的任务。",
    deleted: (videos) =>
      videos === 0
        ? "已删除。我没有保存你的视频，你的问题、评价和已结束的任务已经删除。"
        : `已删除你的 ${videos} 个视频以及我保存的相关内容，还有你的问题、评价和已结束的任务。这里其他对话也在使用的内容会为它们保留。`,
    nothing: "我在这里没有保存你的任何内容。",
  },
  welcome: {
    does: "大家好！给我一个视频，我会在对话中说明什么时候发生了什么，并附上每个时刻的画面。之后可以在那里继续提问。",
    ask: {
      slack: "怎样提问：在带有视频附件或视频链接的消息中提及我，或者输入 /summarize 和链接。",
      discord:
        "怎样提问：输入 /summarize 并附上视频或链接，或者右键点击（手机上长按）带有视频的消息，选择“APP”>“总结视频”。",
    },
    keeps: (hours, videoMinutes) =>
      `保存什么：从视频中了解到的内容在最后一次使用后最多保存 ${spanOf(hours * 60)}，视频本身${videoMinutes === null ? "保存到摘要完成" : `保存 ${spanOf(videoMinutes)}`}。`,
    more: "保存的内容、谁能看到以及如何删除：/cuepoint privacy。我在这里如何工作：/cuepoint settings。",
  },
} satisfies Catalogue["places"];

export const settingWords = {
  setting: {
    language: ["语言"],
    detail: ["详细程度", "详细"],
    kind: ["类型"],
    sound: ["声音"],
    who: ["谁", "权限"],
    "keep-video": ["视频"],
    "keep-days": ["保存", "天数"],
    scope: ["范围"],
  },
  settingValue: {
    on: ["开", "打开"],
    off: ["关", "关闭"],
    everyone: ["所有人"],
    admins: ["管理员"],
    channel: ["频道"],
    server: ["服务器", "工作区"],
    default: ["默认"],
  },
} satisfies Pick<Catalogue["typed"], "setting" | "settingValue">;
