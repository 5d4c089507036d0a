import type { Words } from "../../words";
import type { batch as english } from "../en/batch";
import { batchNew } from "./batch-new";

export const batch = {
  title: "批量任务",
  begin: "新建批量任务",
  new: batchNew,
  list: {
    label: "此浏览器中的批量任务",
    empty: "此浏览器还没有发送过批量任务。",
  },
} as const satisfies Words<typeof english>;
