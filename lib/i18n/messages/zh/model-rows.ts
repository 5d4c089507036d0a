import type { Words } from "../../words";
import type { modelRows as english } from "../en/model-rows";

export const modelRows = {
  models: "模型",
  model: "模型 {number}",
  addModel: "加一个模型对比",
  removeModel: "去掉模型 {number}",
  uncatalogued: "新模型，暂无介绍",
  free: "免费",
  price: "每百万 token ¥{amount}",
  mostTokens: "每条最多 {count} token",
  priceUnknown: "价格未知",
  sees: "可读图片",
} as const satisfies Words<typeof english>;
