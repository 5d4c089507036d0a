import type { models as english } from "../en/models";

export const models = {
  choose: "选择模型",
  current: "模型：{model}",
  search: "搜索模型",
  noMatch: "没有名称相符的模型。",
  loading: "正在读取模型……",
  free: "免费",
  price: "输入 ¥{input} · 输出 ¥{output} / 百万 tokens",
  priceUnknown: "价格未知",
  context: "上下文 {size}",
  sees: "可看图",
  tools: "工具调用",
  thinks: "可思考",
  uncatalogued: "目录中尚无此模型，价格与能力未知",
  stale: "暂时连不上硅基流动，这是 {time} 的列表。",
  listFailed: "无法读取模型列表",
  freeGroup: "免费",
  paidGroup: "付费",
  otherGroup: "价格未知",
} as const satisfies Record<keyof typeof english, string>;
