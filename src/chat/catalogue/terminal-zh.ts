import type { CommandWords, TerminalWords } from "./terminal-words.ts";

export const terminalInChinese: TerminalWords = {
  about: (fileName, sentence) => `${fileName}：${sentence}`,
  stillPath: (caption, path) => `${caption}：${path}`,
  reportPath: (path) => `报告：${path}`,
  dataPath: (path) => `数据：${path}`,
  filePath: (path) => `文件：${path}`,
  hint: (helpCommand) => `查看用法：${helpCommand}`,
  help: {
    intro: "Cuepoint 替你看视频：给出关键帧和每一处发生的事，时间精确。",
    usage: (line) => `用法：${line}`,
    command: "命令",
    file: "文件...",
    options: "[选项]",
    commandsHeading: "命令：",
    optionsHeading: "选项：",
    examplesHeading: "示例：",
    exitCodesHeading: "退出码：",
    value: "文本",
    number: "数字",
    folder: "文件夹",
    out: "把结果放进这个文件夹；有多个文件时，各放进其中的一个子文件夹（默认：cuepoint-out/名称）",
    json: "只在标准输出打印 summary.json；结果文件照常写入",
    showHelp: "显示本帮助",
    showVersion: "显示版本",
    exampleOne: "整个视频",
    examplePart: "只看其中一段，七个关键帧，用德语",
    exampleSeveral: "多个视频，各有一个结果文件夹",
    moreOn: (helpCommand) => `查看某个命令的选项：${helpCommand}`,
    exitCodes: {
      0: "完成，无论有没有模型",
      1: "发生了意外错误",
      2: "命令行或时间范围有误",
      65: "文件不能作为视频读取",
      66: "文件不存在或是文件夹",
      69: "缺少必需的东西，例如 ffmpeg",
      73: "无法写入结果文件夹",
      74: "磁盘已满",
      77: "无权读取文件",
      78: "环境变量中的设置有误",
      130: "被 Ctrl-C 停止",
      143: "被终止信号停止",
    },
  },
};

export const commandsInChinese: CommandWords = {
  summarize: {
    description: "用关键帧概括视频，并说明每一处发生的事",
    from: "从这里开始看，例如 1:20 或 80s",
    to: "看到这里为止，例如 5:00",
    keyframes: "最多显示多少个关键帧（默认：由视频长度决定）",
    language: "摘要的语言标签，例如 en、de 或 zh-Hans（默认：你的语言）",
  },
  status: {
    description: "查看你的视频处理到哪一步",
    job: "哪一个任务，填编号（默认：你在这里的全部任务）",
  },
  cancel: {
    description: "停止处理一个视频",
    job: "哪一个任务，填编号（默认：你在这里最近的一个）",
  },
  retry: {
    description: "重试失败或已停止的视频",
    job: "哪一个任务，填编号（默认：你在这里最近的一个）",
  },
};
