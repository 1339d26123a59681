import type { Catalogue } from "../en/index.ts";

export const discord = {
  videoOption: "要看的视频",
  linkOption: "或者视频的链接",
  summarizeVideo: "总结视频",
  unnamedVideo: "视频",
  lookingAt: (video) => `正在看 ${video}`,
  answerInThread: (video) => `正在看 ${video}。摘要会发在子区里。`,
  mayNotOpenThread: (video, permissions) =>
    `正在看 ${video}。摘要会发在这里：要在这个频道新建子区，我还需要以下权限：${permissions}。`,
  threadsFull: (video) => `正在看 ${video}。摘要会发在这里，因为服务器的活跃子区已达上限。`,
  noThread: (video) => `正在看 ${video}。摘要会发在这里，因为无法新建子区。`,
  lockedElsewhere: (thread) => `${thread} 已被锁定，我无法在那里回答。请解锁后再问，或者直接在这里问。`,
  filesLeftOut: (names, limitMegabytes) => `这里的文件上限为 ${limitMegabytes} MB，没有附上：${names}`,
  filesRefused: (names) => `以下文件太大，被 Discord 拒绝，没有附上：${names}`,
  filesForbidden: (names) => `我在这里没有“添加文件”权限，因此没有附上：${names}`,
  filesNotTaken: (names) => `Discord 拒绝了带有这些文件的消息，因此没有附上：${names}`,
  restMissing: (permissions) =>
    permissions === ""
      ? "有一部分被 Discord 拒绝，没有发出。"
      : `其余部分没有发出。要发在这里，我需要以下权限：${permissions}。`,
  permissionsMissing: (channel, permissions) =>
    `我在 ${channel} 缺少以下权限，授予之后才能回答：${permissions}。`,
  askByCommand: "我在这里读不到消息，请用 /ask 或者提及我来询问视频内容。",
  cannotSeeOthersFiles:
    "我在这里看不到别人消息里的文件。请右键点击（手机上长按）带视频的消息，选择“APP”>“总结视频”。",
  noVideoGiven:
    "这里没有看到视频。请使用 /summarize 的“video”或“link”选项，或者右键点击（手机上长按）带视频的消息，选择“APP”>“总结视频”。",
  notAllowedHere: "你在这里没有使用权限。",
  notYours: "只有提出请求的人才能使用这里的按钮。",
  askAsGuest: "想了解这个视频，请使用 /ask 提问。我看不到这里的消息。",
  goesOnDirectly: "处理时间超出了这里的回复时限，其余内容会通过私信发给你。",
  restDirectly: "你提问的地方，Discord 现在不再接受我的回复。其余内容在这里。",
  unknownCommand: "这个命令已失效。请重新加载 Discord，查看现有的命令。",
  permissions: {
    ViewChannel: "查看频道",
    SendMessages: "发送消息",
    SendMessagesInThreads: "在子区内发送消息",
    CreatePublicThreads: "创建公共子区",
    EmbedLinks: "嵌入链接",
    AttachFiles: "添加文件",
    ReadMessageHistory: "阅读消息历史记录",
  },
} satisfies Catalogue["discord"];

const UNITS = [
  [1440, "天"],
  [60, "小时"],
  [1, "分钟"],
] as const;

/** In the largest unit of which it is a whole number. */
export function spanOf(minutes: number): string {
  const [size, unit] = UNITS.find(([each]) => minutes % each === 0) ?? [1, "分钟"];
  return `${minutes / size} ${unit}`;
}

export const slack = {
  asked: (person, call) => `${person} 的请求：${call}`,
  needsLink: (call) => `请在 ${call} 后面加上视频链接，或者发送带有视频附件的消息并提及我。`,
  oneMoment: "稍等，我正在处理。",
  inviteMe: "我不在这个频道里：请先邀请我，然后再问一次。",
  channelNotAllowed: "我在这个频道没有启用，请联系 Slack 管理员。",
  personNotAllowed: "你没有使用权限，请联系 Slack 管理员。",
  otherOrganisation: "这个频道与其他组织共享，我在共享频道中没有启用。",
  otherWorkspace: "你属于其他工作区。我只接受本工作区成员的请求。",
  closedToMe: "我无法再在那个频道或消息列发消息。请重新邀请我，或者在这里把视频发给我。",
  suggested: {
    title: "你想做什么？",
    prompts: {
      summarize: { title: "总结这个视频", message: "总结这个视频" },
      find: { title: "查找视频中的某一刻", message: "查找……" },
      help: { title: "你能做什么？", message: "帮助" },
      privacy: { title: "你保存什么？", message: "隐私" },
    },
  },
  uploadFaults: {
    "storage-full": "这个工作区的文件存储空间已满。请删除一些文件，然后再问一次。",
    "uploads-off": "这个工作区已关闭文件上传。",
    "type-blocked": "这个工作区不允许这种类型的文件。",
    "too-large": "这个工作区不允许这么大的文件。",
    "no-permission": "我需要 files:write 权限。",
    unreachable: "Slack 的文件服务器没有响应。请稍后再问一次。",
    refused: "Slack 没有接受上传。",
  },
  filesMissing: ({ names, pictures }, because) => {
    const missing = [...(pictures > 0 ? [`${pictures} 张画面`] : []), ...names].join("、");
    return `${missing} 未能上传。${because}`;
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
      ["剪辑 1:20 2:05", "剪出并发送这一段视频"],
      ["重试", "再试一次"],
      ["查找 白板", "提及我时使用：在这里的视频中查找"],
      ["忘记", "删除我保存的关于这段视频的内容"],
      ["隐私", "查看我保存什么，或删除你的内容"],
      ["设置", "查看我在这个频道的工作方式"],
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
} satisfies Catalogue["slack"];
