import type { Words } from "../../words";
import type { batchFiles as english } from "../en/batch-files";

/** SiliconFlow 上的文件和批量任务。 */
export const batchFiles = {
  label: "硅基流动上的文件",
  hint: "发送过的文件，以及批量任务写出的结果。硅基流动保留结果 30 天。",
  noDelete: "这里无法删除：硅基流动的接口没有给出删除文件的方法，它们到期会自行消失。",
  noRoute: "硅基流动没有说明如何取回文件；如果通常的地址不存在，下载会失败。",
  name: "名称",
  purpose: "用途",
  size: "大小",
  lines: "{count, plural, other {# 行}}",
  date: "日期",
  download: "下载 {name}",
  none: "没有文件。",
  unknown: "未说明",
  reload: "再看一次",
  more: "更多",
  batches: "账户的所有批量任务",
  batchesHint: "包括其他程序或浏览器发起的。接管之后会一直跟踪到结束，并把结果保存在这里，不收费。",
  noBatches: "账户没有批量任务。",
  takeOver: "接管",
  open: "打开",
  counts: "{total} 条中已答 {completed} 条，失败 {failed} 条",
  begun: "{date} 开始",
  ended: "{date} 结束",
} as const satisfies Words<typeof english>;
