import type { Catalogue } from "../en/index.ts";

export const start = {
  setup: {
    "slack-port": "无法打开接收 Slack 请求的端口，可能已被其他程序占用。请把 SLACK_PORT 设为空闲端口。",
    "discord-intents":
      "Discord 不允许此机器人读取消息。请在开发者门户的 Bot 页面打开“Message Content Intent”，或设置 DISCORD_MESSAGE_CONTENT=false。",
    "discord-sharding": "机器人所在的服务器太多，连接数不足。请设置 DISCORD_SHARDS=auto。",
    "discord-shards": "Discord 不接受 DISCORD_SHARDS 中的数字。请设置 DISCORD_SHARDS=auto。",
    "discord-server":
      "机器人不在 DISCORD_GUILD_ID 指定的服务器中。请用“npm run discord:invite”给出的链接邀请它。",
    "discord-closed": "Discord 拒绝了连接。请在开发者门户检查机器人的设置。",
  },
  badToken: (platform, variable) =>
    `${platform} 不接受 ${variable} 中的令牌。请从 ${platform} 的应用页面重新复制。`,
  unreachable: (platform) => `无法连接 ${platform}。请检查本机网络后重试。`,
  notStarted: (platform, reason) => `${platform} 未能启动：${reason}`,
  tryingAgain: "机器人暂时在没有它的情况下运行，并会继续重试。",
  givenUp: "在重新启动之前，机器人将在没有它的情况下运行。",
  away: (platform) => `${platform} 已有一分钟无法连接，机器人会继续重试。`,
  connected: (platform, name) => `${platform}：已连接，身份为 ${name}`,
  connectedIn: (platform, name, place) => `${platform}：已连接到 ${place}，身份为 ${name}`,
  connectedTo: (platform, name, servers) => `${platform}：已连接，身份为 ${name}，共 ${servers} 个服务器`,
  modelFound: (name) => `模型：${name}`,
  modelMissing: "模型：未找到。摘要将只有分镜；“npm run doctor”会说明如何连接模型。",
  modelUnreachable: "模型：MODEL_BASE_URL 的服务器没有响应。在它恢复之前，摘要将只有分镜。",
  health: (address) => `健康检查：${address}/healthz、${address}/readyz 和 ${address}/metrics`,
  noHealth: "健康检查：已关闭。设置 HEALTH_PORT 即可打开。",
} satisfies Catalogue["start"];

export const doctor = {
  heading: "Cuepoint 在这台机器上的配置情况",
  levels: { fine: "正常", warning: "提示", fault: "错误" },
  parts: {
    node: "运行环境（Node.js）",
    ffmpeg: "视频（ffmpeg）",
    pages: "网页（yt-dlp）",
    isolation: "隔离",
    disk: "磁盘",
    store: "记忆（存储）",
    queue: "队列",
    slack: "Slack 平台",
    discord: "Discord 平台",
    model: "模型",
    speech: "语音服务器",
    embeddings: "向量服务器",
  },
  verdict: (faults, warnings) => {
    if (faults > 0) return `有 ${faults} 处必须修复。`;
    if (warnings > 0) return "可以使用；提示中说明了如何做得更好。";
    return "一切正常。";
  },
  unfinished: "这项检查没有完成，请再运行一次并查看日志。",
  node: {
    fine: (version) => `Node.js ${version} 足够新。`,
    tooOld: (version, floor) =>
      `Node.js ${version} 无法运行 Cuepoint，请安装 ${floor} 或更新的版本，或运行“npm run setup”自动获取。`,
  },
  ffmpeg: {
    fine: (version) => `ffmpeg 和 ffprobe ${version} 可以运行。`,
    silent: (program) => `${program} 无法运行，请运行“npm run setup”，或检查 FFMPEG_PATH 和 FFPROBE_PATH。`,
    tooOld: (version) =>
      `ffmpeg ${version} 缺少已知的安全修复，在打开陌生人的视频之前，请升级到 7.1.5、8.0.3、8.1.2 或更新版本，或使用 Debian 的 5.1。`,
    differ: (ffmpeg, ffprobe) => `ffmpeg 是 ${ffmpeg}，而 ffprobe 是 ${ffprobe}，请从同一个软件包安装两者。`,
  },
  pages: {
    off: "视频网站的网页链接未开启；安装 yt-dlp 并设置 YTDLP_PATH 即可开启。",
    fine: (version) => `网页链接已开启，使用 yt-dlp ${version}。`,
    silent: "YTDLP_PATH 指定的程序无法运行，因此网页链接未开启；请检查路径。",
    tooOld: (version, floor) =>
      `yt-dlp ${version} 有已知漏洞，升级到 ${floor} 或更新版本之前，网页链接保持关闭。`,
    solver: (runtime, scripts) => `yt-dlp 可以解 YouTube 的验证，使用 ${runtime} 和解题脚本 ${scripts}。`,
    noScripts: 'yt-dlp 没有解题脚本，多数 YouTube 链接会失败。请安装：pip install "yt-dlp[default]"',
    noRuntime:
      "yt-dlp 无法使用这个 Node.js，多数 YouTube 链接会失败。请更新 yt-dlp，并检查它能否运行 Node.js。",
  },
  isolation: {
    limits: "程序运行时有处理器时间和文件大小的限制。",
    noLimits: "没有 prlimit，程序运行时不限制处理器时间和文件大小；请安装 util-linux。",
    niceness: "程序以低优先级运行。",
    noNiceness: "没有 nice，处理视频可能拖慢这台机器上的其他工作。",
    offline: "ffmpeg 在没有网络的环境中运行，且每次运行结束后不留任何进程。",
    online: "这里无法切断 ffmpeg 的网络，但每次运行结束后不留任何进程。",
    noNamespaces:
      "这里的程序无法拥有自己的命名空间，这在容器中很常见；请像 compose.yaml 那样收紧容器的网络和限制。",
  },
  disk: {
    fine: (folder, gigabytes) => `${folder} 中有 ${gigabytes} GB 可用空间。`,
    low: (folder, gigabytes, wanted) =>
      `${folder} 中只有 ${gigabytes} GB 可用空间，而两个最大的视频加上余量需要 ${wanted} GB；请腾出空间或调低 MAX_VIDEO_MEGABYTES。`,
    lowData: (folder, megabytes, wanted) =>
      `${folder} 中只有 ${megabytes} MB 可用空间，低于 ${wanted} MB 时新视频会一直等待；请腾出空间，或把 DATA_DIR 设到另一个磁盘。`,
    unwritable: (folder) => `无法写入 ${folder}，请把 TMPDIR 设为可写的文件夹。`,
  },
  store: {
    fine: (name) => `记忆可以写入、读取和删除（${name}）。`,
    away: (name) => `无法记住任何内容（${name}），请检查 STORE_URL 和 DATA_DIR，并确认服务器在运行。`,
    readOnly: (name) =>
      `记忆无法写入（${name}），因此什么都记不住；请修改 DATA_DIR 的权限，或设为另一个文件夹。`,
    locked: (name) =>
      `另一个程序占用了记忆（${name}），因此什么都记不住；请关闭打开该文件的程序，例如备份或数据库浏览器。`,
    full: (name) => `记忆所在的磁盘已满（${name}），因此什么都记不住；请腾出空间。`,
    damaged: (path) =>
      `记忆文件已损坏，已新建一个，原来记住的内容不再可用；不需要旧文件时可将其删除：${path}`,
    alone: "QUEUE_URL 让多台机器共享任务，但每台机器只记得自己的视频；请同时设置 STORE_URL。",
  },
  queue: {
    inside: "任务在这一个进程里排队；设置 QUEUE_URL 可让多台机器共享任务。",
    fine: (version) => `任务在 Redis ${version} 中排队，可以写入和读取。`,
    away: "QUEUE_URL 指定的 Redis 无法使用，任何任务都不会运行；请检查地址，并确认它在运行且可写。",
    evicts: (policy) => `Redis 存满时会丢弃任务（maxmemory-policy 为 ${policy}），请把它设为 noeviction。`,
  },
  slack: {
    off: "Slack 未开启；设置 SLACK_BOT_TOKEN 即可开启（见 docs/slack.md）。",
    known: (team) => `Slack 认得工作区“${team}”中的机器人。`,
    unreachable: "无法连接 Slack，请检查这台机器的网络。",
    botRefused: (reason) =>
      `Slack 拒绝了 SLACK_BOT_TOKEN（${reason}），请在应用的“OAuth & Permissions”页面重新复制。`,
    scopesMissing: (scopes) =>
      `机器人缺少权限范围 ${scopes}，请把 adapters/slack/manifest.json 填入“App Manifest”并重新安装应用。`,
    socketFine: "Socket Mode 可以打开，因此不需要公网地址。",
    socketRefused: (reason) =>
      `Slack 拒绝了 SLACK_APP_TOKEN（${reason}），请在“Basic Information”中创建带 connections:write 的令牌。`,
    overHttp: (port) =>
      `在端口 ${port} 等待 Slack 的请求；SLACK_SIGNING_SECRET 是否正确，要到第一个请求时才知道。`,
  },
  discord: {
    off: "Discord 未开启；设置 DISCORD_TOKEN 即可开启（见 docs/discord.md）。",
    known: (servers) => `Discord 认得这个机器人，它在 ${servers} 个服务器中。`,
    nowhere: "Discord 认得这个机器人，但还没有服务器添加它；“npm run discord:invite”会给出邀请链接。",
    refused: "Discord 不认得 DISCORD_TOKEN，请在开发者门户的 Bot 页面重新复制。",
    unreachable: "无法连接 Discord，请检查这台机器的网络。",
    noMessageContent:
      "开发者门户 Bot 页面上的“Message Content Intent”未开启，因此提问需要提及机器人或使用 /ask；请开启它，或设置 DISCORD_MESSAGE_CONTENT=false。",
    lacks: (server, permissions) =>
      `机器人在“${server}”中缺少：${permissions}；请用“npm run discord:invite”给出的链接重新邀请它。`,
  },
  model: {
    none: "没有找到模型，只能给出没有描述的关键帧；请启动一个模型或设置 MODEL_BASE_URL。",
    fine: (name, contextTokens) => `模型 ${name} 可以回答，上下文为 ${contextTokens} 个词元。`,
    smallContext: (contextTokens, wanted) =>
      `${contextTokens} 个词元的上下文放不下多少画面，请用 ${wanted} 或更大的值启动服务器。`,
    schemaKept: "服务器能让模型遵守 JSON 模式。",
    schemaIgnored: "服务器不能让模型遵守 JSON 模式，许多回答将无法使用；请换用支持结构化输出的服务器。",
    schemaRefused: "服务器拒绝带 JSON 模式的请求，因此无法总结任何视频；请换用支持结构化输出的服务器。",
    pictureRefused: "服务器能回答文字，但拒绝图片，请带上模型的视觉部分启动（llama.cpp：--mmproj）。",
    pictureSeen: "模型能看到画面。",
    picturesTaken: (pictures) => `一次请求可以包含 ${pictures} 张画面。`,
    picturesRefused: (pictures) =>
      `服务器拒绝包含 ${pictures} 张画面的请求。请提高它的上限（vLLM：--limit-mm-per-prompt），或调低 MODEL_MAX_IMAGES。`,
    pictureMisread: (shown, answer) =>
      `给模型看的是${shown === "red" ? "红" : "蓝"}色画面，它却说是“${answer}”，请确认它是带视觉部分的 Qwen3-VL。`,
    cacheUsed: "服务器会缓存重复的提示。",
    cacheSilent:
      "重复发送提示后，服务器没有报告缓存的 token：可能是没有使用缓存，后续提问会比较慢；也可能是它不报告。如果使用 vLLM，请加上 --enable-prompt-tokens-details，然后重新运行检查。",
    cacheUnused: "重复的提示没有从服务器缓存中读取，后续提问会比较慢。",
  },
  speech: {
    off: "视频中的语音不会发送到任何地方（SPEECH_BASE_URL=off），但仍会使用字幕。",
    none: "未找到语音服务器，只能从字幕得知视频中说了什么。请启动一个，或设置 SPEECH_BASE_URL（docs/sound.md）。",
    forms: {
      lines: (model) => `模型 ${model} 能识别语音，并给出每一行的时间。`,
      speakers: (model) => `模型 ${model} 能识别语音，给出每一行的时间，并区分说话人。`,
      text: (model) =>
        `模型 ${model} 能识别语音，但不给出时间，时间只能精确到一段声音的长度（最长 28 秒）。Whisper 模型会给出时间。`,
    },
    misheard: (said, heard) =>
      heard === ""
        ? `语音服务器在内容为“${said}”的样本中什么也没听到，请检查它的模型。`
        : `语音服务器把内容为“${said}”的样本听成了“${heard}”，请检查它的模型。`,
  },
  embeddings: {
    fine: (model) => `模型 ${model} 会把含义相同的画面和文字放在相近的位置。`,
    blind:
      "向量服务器没有让红色图片比“blue”更接近“red”，因此不使用它的向量。请检查它的模型和聊天模板（docs/embeddings.md）。",
    failed:
      "EMBED_BASE_URL 指向的向量服务器无法使用，选取画面时不会用到它。请确认它正在运行并且接受图片（docs/embeddings.md）。",
  },
} satisfies Catalogue["doctor"];
