import type { Words } from "../../words";
import type { batchNew as english } from "../en/batch-new";

/** 新建批量任务的表单。 */
export const batchNew = {
  label: "新建批量任务",
} as const satisfies Words<typeof english>;
