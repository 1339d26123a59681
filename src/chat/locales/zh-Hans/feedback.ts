import type { Catalogue } from "../en/index.ts";

export const feedback = {
  title: "评价这份摘要",
  titleOfPart: "评价这一段",
  question: "这段内容怎么样？",
  verdicts: {
    good: "不错",
    "wrong-time": "时间不对",
    "wrong-content": "内容不对",
    "bad-still": "画面不好",
    missed: "有遗漏",
  },
  comment: "应该怎么写？（可不填）",
  hint: "例如：2:10 她在画图表",
  send: "发送",
  cancel: "取消",
  thanks: "谢谢你的反馈。",
  noForm: "没能及时打开表单，请再试一次。",
} satisfies Catalogue["feedback"];
