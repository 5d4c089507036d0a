import type { Words } from "../../words";
import type { batchFindings as english } from "../en/batch-findings";

/** 请求文件里可能有的问题。 */
export const batchFindings = {
  "too-many-lines": "超过 5,000 条请求",
  "too-large": "超过 1 GB",
  "no-lines": "没有任何请求",
  "utf-16": "编码是 UTF-16，请另存为 UTF-8",
  "not-utf-8": "有不属于 UTF-8 的字节",
  "line-too-long": "超过 10 MB",
  "not-json": "不是 JSON",
  "not-an-object": "是 JSON，但不是对象",
  "no-custom-id": "缺少 custom_id",
  "same-custom-id": "custom_id 与前面重复",
  method: "method 必须是 POST",
  url: "url 必须是 /v1/chat/completions",
  "no-body": "缺少 body",
  "no-messages": "没有 messages",
  "last-not-user": "最后一条消息不是 user",
  "no-model": "没有指定模型",
  "other-model": "与前面的模型不同",
  "no-batch-model": "该模型不支持批量任务",
  parameter: "参数不符合接口要求",
  "same-key": "同一对象里有重复的键",
  other: "见第 {line} 行",
} as const satisfies Words<typeof english>;
