import type { SlackWords, UploadFault } from "../slack-words.ts";

const BECAUSE: Readonly<Record<UploadFault, string>> = {
  "storage-full": "这个工作区的文件存储空间已满。请删除一些文件，然后再问一次。",
  "uploads-off": "这个工作区已关闭文件上传。",
  "type-blocked": "这个工作区不允许这种类型的文件。",
  "too-large": "这个工作区不允许这么大的文件。",
  "no-permission": "我需要 files:write 权限。",
  unreachable: "Slack 的文件服务器没有响应。请稍后再问一次。",
  refused: "Slack 没有接受上传。",
};

const UNITS = [
  [1440, "天"],
  [60, "小时"],
  [1, "分钟"],
] as const;

/** In the largest unit of which it is a whole number. */
function spanOf(minutes: number): string {
  const [size, unit] = UNITS.find(([each]) => minutes % each === 0) ?? [1, "分钟"];
  return `${minutes / size} ${unit}`;
}

export const slackInChinese: SlackWords = {
  asked: (person, call) => `${person} 的请求：${call}`,
  needsLink: (call) => `请在 ${call} 后面加上视频链接，或者发送带有视频附件的消息并提及我。`,
  inviteMe: "我不在这个频道里：请先邀请我，然后再问一次。",
  channelNotAllowed: "我在这个频道没有启用，请联系 Slack 管理员。",
  personNotAllowed: "你没有使用权限，请联系 Slack 管理员。",
  otherOrganisation: "这个频道与其他组织共享，我在共享频道中没有启用。",
  otherWorkspace: "你属于其他工作区。我只接受本工作区成员的请求。",
  closedToMe: "我无法再在那个频道或消息列发消息。请重新邀请我，或者在这里把视频发给我。",
  filesMissing: ({ names, pictures, why }) => {
    const missing = [...(pictures > 0 ? [`${pictures} 张画面`] : []), ...names].join("、");
    return `${missing} 未能上传。${BECAUSE[why]}`;
  },
  filesHere: "这份摘要的文件。",
  home: {
    title: "Cuepoint 替你看视频",
    does: "给我一段视频，我会在消息列中回答：什么时候发生了什么，并附上每个时刻的画面。之后你可以在那里继续提问。",
    howHeading: "如何提问",
    ways: [
      "发送带有视频附件或视频链接的消息，并提及我。",
      "在别人的视频下面回复并提及我。",
      "输入 /summarize 和视频的链接。",
      "在私信中把视频发给我，然后继续提问：可以在它下面的消息列中问，也可以直接在私信里问，我会认为你指的是最新的视频。",
    ],
    wordsHeading: "可以在消息列中输入的命令",
    words: [
      ["停止", "停止任务"],
      ["状态", "查看进度"],
      ["画面 1:23", "显示该时刻的画面"],
      ["重试", "再试一次"],
      ["忘记", "删除我保存的关于这段视频的内容"],
      ["帮助", "再次显示这些说明"],
    ],
    keepsHeading: "我保存什么",
    keeps: (times) =>
      times === null
        ? "我会保存视频、摘要、画面和消息列中的提问，直到有人要求我忘记。"
        : `从最后一次使用算起，摘要、画面和消息列中的提问最多保存 ${spanOf(times.summaryHours * 60)}，视频本身最多保存 ${spanOf(times.videoMinutes)}。`,
    forget:
      "删除你提问的那条消息，或在消息列中输入“忘记”，我就会立即删除，同一工作区其他消息列也在使用的内容除外。",
    leaves: "视频的画面和你的问题只会发送到管理员所选的模型服务器，不会发往别处。",
  },
};
