import type { Catalogue } from "../en/index.ts";

export const actions = {
  details: "详情",
  more: "更多关键帧",
  moreOfChapter: "某一章的更多画面",
  askOfPart: "就某一段提问",
  ask: "提问",
  data: "数据（JSON）",
  transcript: "字幕",
  clip: "剪辑片段",
  as: "观看方式",
  stop: "停止",
  retry: "重试",
  helpful: "有用",
  deleteMine: "删除我的内容",
  rate: "评价某一段",
  good: "不错",
  notGood: "不对",
  allOfIt: "全部内容",
} satisfies Catalogue["actions"];
