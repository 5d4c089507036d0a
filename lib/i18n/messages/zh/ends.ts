import type { Words } from "../../words";
import type { ends as english } from "../en/ends";

export const ends = {
  ready: { video: "视频已生成", batch: "批量任务已完成" },
  failed: { video: "有一段视频没能生成", batch: "有一个批量任务没有正常结束" },
  notice: { video: "一段视频已结束", batch: "一个批量任务已结束" },
  show: "查看",
  dismiss: "知道了",
  notify: "完成后通知我",
  notifyOn: "完成后会通知你",
  notifyRefused: "浏览器禁止了本页的通知，请在浏览器设置中允许。",
} as const satisfies Words<typeof english>;
