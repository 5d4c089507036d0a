import "server-only";
import type { RunEvent } from "../event";
import type { AnswerRunRequest, RunRequest } from "../run-request";
import type { AnswerFrames } from "./answer-frames";
import { carryAnswer } from "./carry-answer";
import { carryBatch, carryBatchCancel, carryBatchLookup } from "./carry-batch";
import { carryBatchNow } from "./carry-batch-now";
import { carryEmbeddings } from "./carry-embeddings";
import { carryImages } from "./carry-images";
import { carryRerank } from "./carry-rerank";
import { carrySpeech } from "./carry-speech";
import { carryTranscription } from "./carry-transcription";
import { carryJobLookup, carryVideo } from "./carry-video";
import { ChatFrames } from "./chat-frames";
import { CompletionFrames } from "./completion-frames";
import type { RunOperation } from "./operation";

/** How a request is carried. A new operation is a row of `run-request.ts` and a case here. */
export function operationOf(request: RunRequest): RunOperation {
  switch (request.operation) {
    case "chat.completions":
      return answerOperation(request, (emit) => new ChatFrames(emit));
    case "completions":
      return answerOperation(request, (emit) => new CompletionFrames(emit));
    case "images.generations":
      return (context) => carryImages(request.input, context);
    case "video.submit":
      return (context) => carryVideo(request.input, context);
    case "video.status":
      return (context) => carryJobLookup(request.input, context);
    case "audio.speech":
      return (context) => carrySpeech(request.input, context);
    case "audio.transcriptions":
      return (context) => carryTranscription(request.input, context);
    case "embeddings":
      return (context) => carryEmbeddings(request.input, context);
    case "rerank":
      return (context) => carryRerank(request.input, context);
    case "batches":
      return (context) => carryBatch(request.input, context);
    case "batches.now":
      return (context) => carryBatchNow(request.input, context);
    case "batches.get":
      return (context) => carryBatchLookup(request.input, context);
    case "batches.cancel":
      return (context) => carryBatchCancel(request.input, context);
  }
}

const outliving = new Set(["video.submit", "video.status", "batches", "batches.get", "batches.now"]);

/** Whether SiliconFlow works on by itself, or what was done is on the disk, so that a run outlives the process that started it. */
export const outlivesProcess = (operation: string): boolean => outliving.has(operation);

/** One that is answered in words, streamed or whole. */
function answerOperation(
  request: AnswerRunRequest,
  framesFor: (emit: (event: RunEvent) => void) => AnswerFrames,
): RunOperation {
  return (context) => carryAnswer(request, framesFor(context.emit), context);
}
