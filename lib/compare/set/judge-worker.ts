import { judgeByRule } from "./judge-rules";
import type { Row, RuleJudge } from "./prompt-set";

type Question = { judge: RuleJudge; row: Row; answer: string };

addEventListener("message", ({ data: { judge, row, answer } }: MessageEvent<Question>) => {
  postMessage(judgeByRule(judge, row, answer));
});
// From now on time counts: the code is here.
postMessage("ready");
