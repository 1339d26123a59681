import type { DiscordWords } from "../discord-words.ts";

export const discordInChinese: DiscordWords = {
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
};
