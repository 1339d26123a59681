import type { DiscordWords } from "./discord-words.ts";

export const discordInChinese: DiscordWords = {
  videoOption: "要看的视频",
  linkOption: "或者视频的链接",
  summarizeVideo: "总结视频",
  unnamedVideo: "视频",
  lookingAt: (video) => `正在看 ${video}`,
  answerInThread: (video) => `正在看 ${video}。摘要会发在子区里。`,
  mayNotOpenThread: (video, permissions) =>
    `正在看 ${video}。我在这个频道缺少以下权限，不能新建子区，因此摘要会发在这里：${permissions}。`,
  threadsFull: (video) => `正在看 ${video}。服务器的子区数量已达上限，因此摘要会发在这里。`,
  noThread: (video) => `正在看 ${video}。Discord 拒绝新建子区，因此摘要会发在这里。`,
  lockedElsewhere: (thread) => `${thread} 已被锁定，我无法在那里回答。请解锁后再问，或者直接在这里问。`,
  filesLeftOut: (names, limitMegabytes) => `这里的文件不能超过 ${limitMegabytes} MB，因此没有附上：${names}`,
  filesRefused: (names) => `Discord 没有接受这么大的文件，因此没有附上：${names}`,
  filesForbidden: (names) => `我在这里没有“添加文件”权限，因此没有附上：${names}`,
  filesNotTaken: (names) => `Discord 拒绝了带有这些文件的消息，因此没有附上：${names}`,
  restMissing: (permissions) =>
    permissions === ""
      ? "有一部分被 Discord 拒绝，没有发出。"
      : `其余部分没有发出。要发在这里，我需要以下权限：${permissions}。`,
  permissionsMissing: (channel, permissions) =>
    `我在 ${channel} 缺少以下权限，授予之后才能回答：${permissions}。`,
  askByCommand: "我在这里读不到消息，请用 /ask 或者提及我来询问视频内容。",
  cannotSeeOthersFiles: "我在这里看不到别人消息里的文件。请在带视频的消息的菜单里选择“APP”，再选“总结视频”。",
  noVideoGiven:
    "我在这里没有看到视频。请用 /summarize 的“video”或“link”给我一个视频；或者在带视频的消息的菜单里选择“APP”，再选“总结视频”。",
  notAllowedHere: "你不能在这里使用我。",
  unknownCommand: "我已经不认识这个命令了。请重新加载 Discord，查看现有的命令。",
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
