import "server-only";
import type { RunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { AnswerFrames } from "./answer-frames";
import { carryAnswer } from "./carry-answer";
import { ChatFrames } from "./chat-frames";
import { CompletionFrames } from "./completion-frames";
import type { RunOperation } from "./operation";
import { settleChat } from "./settle";

/** How a request is carried and settled. A new operation is a row of `run-request.ts` and a case here. */
export function operationOf(request: RunRequest): RunOperation {
  switch (request.operation) {
    case "chat.completions":
      return answerOperation(request, (emit) => new ChatFrames(emit));
    case "completions":
      return answerOperation(request, (emit) => new CompletionFrames(emit));
  }
}

/** One that is answered in words, streamed or whole, and counted in tokens. */
function answerOperation(
  request: RunRequest,
  framesFor: (emit: (event: RunEvent) => void) => AnswerFrames,
): RunOperation {
  const { input } = request;
  return {
    carry: (context) => carryAnswer(request, framesFor(context.emit), context),
    settle: (outcome) => settleChat({ input, ...outcome }),
  };
}
