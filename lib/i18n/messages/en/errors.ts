import type { AppErrorCode } from "@/lib/core/app-error";

/** What happened, and what to do about it. */
export type ErrorWords = { title: string; advice: string };

/*
 * One entry for each code of lib/core/app-error.ts, titles plain, advice in ICU syntax. Of its
 * placeholders {limit} and {field} are "none" when unknown, {seconds}, {inputTokens} and {maxInputTokens} 0.
 * SiliconFlow's own sentence and the trace id stand below these words.
 */
export const errorMessages = {
  "model-not-found": {
    title: "SiliconFlow does not know this model",
    advice:
      "It may be retired or misspelled: capitals and a leading “Pro/” count. Pick another from the model list.",
  },
  "invalid-parameter": {
    title: "SiliconFlow refused a setting",
    advice:
      "{field, select, none {A value is out of range or missing. Its own message below names which.} other {Check “{field}”: its value is out of range or missing.}}",
  },
  "input-too-long": {
    title: "The input is too long for this model",
    advice:
      "{inputTokens, plural, =0 {} other {You sent # tokens; }}{maxInputTokens, plural, =0 {} other {# are allowed. }}Shorten the conversation, or choose a model with a longer context.",
  },
  "json-mode-unsupported": {
    title: "This model has no JSON mode",
    advice: "Turn JSON mode off, or choose another model.",
  },
  "tools-unsupported": {
    title: "This model cannot call tools",
    advice: "Remove the tools, or choose another model.",
  },
  "vision-unsupported": {
    title: "This model cannot see pictures",
    advice: "Remove the pictures, or choose a vision model.",
  },
  "voice-required": {
    title: "No voice is chosen",
    advice: "Choose a voice, or add a reference recording.",
  },
  "upstream-key-invalid": {
    title: "SiliconFlow does not accept the API key",
    advice:
      "The key is missing, wrong, or belongs to the other site: keys of siliconflow.cn do not work on siliconflow.com, nor the other way round. Set SILICONFLOW_API_KEY (and SILICONFLOW_BASE_URL for the other site), then restart.",
  },
  "balance-insufficient": {
    title: "The SiliconFlow balance is used up",
    advice: "Top up in the SiliconFlow console, wait a few minutes until it counts, and try again.",
  },
  "upstream-forbidden": {
    title: "SiliconFlow does not allow this",
    advice:
      "Most often the account’s real-name verification is missing. Complete it in the SiliconFlow console, then try again.",
  },
  "model-disabled": {
    title: "SiliconFlow has switched this model off",
    advice: "Choose another model.",
  },
  "quota-exhausted": {
    title: "The account’s quota is used up",
    advice:
      "Some models need a recharged balance and do not take vouchers. Check quota and balance in the SiliconFlow console.",
  },
  "upstream-path-not-found": {
    title: "The service does not know this address",
    advice: "Check SILICONFLOW_BASE_URL: it usually ends in /v1. The service may also lack this feature.",
  },
  withdrawn: {
    title: "SiliconFlow no longer offers this",
    advice: "The feature has been withdrawn. The SiliconFlow console may show the same information.",
  },
  "rate-limited": {
    title: "Rate limit reached",
    advice:
      "{limit, select, none {} other {It is the {limit} limit. }}{seconds, plural, =0 {Wait a moment} one {Wait # second} other {Wait # seconds}} and try again. Fewer requests at once help; so does a higher usage level of the SiliconFlow account.",
  },
  "upstream-failed": {
    title: "SiliconFlow failed",
    advice: "Try again once. If it happens again, give the trace id to SiliconFlow’s support.",
  },
  overloaded: {
    title: "The model is overloaded",
    advice:
      "{seconds, plural, =0 {Try again in a moment} one {Try again in # second} other {Try again in # seconds}}, or choose another model.",
  },
  "upstream-timeout": {
    title: "SiliconFlow took too long",
    advice: "Try again, ask for less at once, or choose another model.",
  },
  "upstream-key-missing": {
    title: "No SiliconFlow API key is set",
    advice:
      "Set SILICONFLOW_API_KEY to a key from the SiliconFlow console and restart. Without a key only the demo works.",
  },
  "upstream-unreachable": {
    title: "SiliconFlow cannot be reached",
    advice: "Check the server’s internet connection and SILICONFLOW_BASE_URL, then try again.",
  },
  "first-byte-timeout": {
    title: "No answer has begun",
    advice: "The model stayed silent for too long. Try again, or choose a model that is less busy.",
  },
  "idle-timeout": {
    title: "The answer stopped coming",
    advice: "Nothing arrived for too long. What had arrived is kept. Try again.",
  },
  "total-timeout": {
    title: "This took longer than allowed",
    advice: "What had arrived is kept. Ask for less at once, or try again.",
  },
  "stream-truncated": {
    title: "The answer broke off",
    advice: "The connection ended before the model was done. What had arrived is kept. Try again.",
  },
  "stream-error": {
    title: "SiliconFlow broke the answer off",
    advice: "It reported an error midway. What had arrived is kept. Try again.",
  },
  "malformed-response": {
    title: "The reply makes no sense",
    advice:
      "What came back is not what SiliconFlow documents, perhaps a page from a proxy. Try again; if it stays, check SILICONFLOW_BASE_URL.",
  },
  "response-too-large": {
    title: "The reply is too large",
    advice: "It was cut off to protect the server. Ask for less at once.",
  },
  "outcome-unknown": {
    title: "Nobody knows whether this was done",
    advice:
      "The request reached SiliconFlow, but no usable answer came back. It may have been carried out and charged, so it was not sent again. Look at the bill in the SiliconFlow console before you repeat it.",
  },
  "generation-failed": {
    title: "SiliconFlow could not make it",
    advice: "Its own reason stands below. Change the description or the picture, then try again.",
  },
  "job-overdue": {
    title: "It takes longer than we wait",
    advice: "SiliconFlow may still be working on it. Look again later: that costs nothing.",
  },
  "job-unknown": {
    title: "SiliconFlow does not know this job any more",
    advice: "Finished jobs are forgotten after a while. Make it again if you still need it.",
  },
  "media-unavailable": {
    title: "The result could not be fetched",
    advice:
      "It was made, but SiliconFlow’s storage did not deliver it in time. Try again: it is made, and charged, anew.",
  },
  "media-expired": {
    title: "The link to the result is dead",
    advice: "It was made, but its link died before it could be saved. Make it again if you still need it.",
  },
  "media-forbidden": {
    title: "The result lies at an address that is not allowed",
    advice:
      "It was not fetched, to protect the server’s network. If the address is one of yours, add its host to MEDIA_ALLOWED_HOSTS and restart.",
  },
  "media-wrong-type": {
    title: "What came is no picture, video or sound",
    advice: "It was not kept. Try again, or choose another model.",
  },
  "media-too-large": {
    title: "The result is too large to be kept",
    advice: "Choose a smaller size, or raise MEDIA_MAX_BYTES and restart.",
  },
  "storage-full": {
    title: "The server has no room for more",
    advice:
      "Nothing that was saved is lost. Delete what you no longer need, free some disk space, or raise MEDIA_TOTAL_MAX_BYTES.",
  },
  "budget-spent": {
    title: "This month’s budget is spent",
    advice:
      "Nothing was sent. On the page Usage the budget can be raised or its stop turned off; on the first of the month it begins anew. What is running counts with what it is expected to cost.",
  },
  "key-limit-reached": {
    title: "A limit of this key is reached",
    advice: "Nothing was sent. Wait as long as the answer says, or have the limit raised in keys.json.",
  },
  "key-budget-spent": {
    title: "The month’s money of this key is spent",
    advice: "Nothing was sent. It begins anew on the first (UTC+8), or have it raised in keys.json.",
  },
  "model-not-allowed": {
    title: "This key may not use this model",
    advice: "Choose another model, or have it added to the key in keys.json.",
  },
  "batches-not-allowed": {
    title: "This key may not make batches",
    advice:
      "It has limits that a batch would pass by. Send the requests one by one, or use a key without them.",
  },
  "model-not-offered": {
    title: "This server does not offer this model",
    advice: "Choose a model from the list of models.",
  },
  "circuit-open": {
    title: "SiliconFlow, or this model there, keeps failing",
    advice: "Nothing was sent. The server asks again every five seconds; try again in a moment.",
  },
  "bad-request": {
    title: "This request cannot be read",
    advice:
      "{field, select, none {Check what was sent and try again.} other {Check “{field}” and try again.}}",
  },
  unauthorized: {
    title: "A valid key is needed",
    advice:
      "Programs need one of the keys in this server’s ALLOW_CLIENT_KEYS, sent as “Authorization: Bearer …”. Without configured keys only programs on the same machine are served.",
  },
  "foreign-origin": {
    title: "Request from another website refused",
    advice: "Only this application’s own pages may do this. Open it at its own address and try again.",
  },
  "foreign-host": {
    title: "This address is not served here",
    advice:
      "Open the application at the address that the server printed when it started. Further names are allowed by ALLOWED_HOSTS.",
  },
  "not-found": {
    title: "Not found",
    advice: "It does not exist, or not any more.",
  },
  "method-not-allowed": {
    title: "Not possible in this way",
    advice: "The address exists, but takes requests of another method.",
  },
  "blob-missing": {
    title: "An attached file is no longer on the server",
    advice: "Nothing was sent. Attach the file again and send once more.",
  },
  "body-too-large": {
    title: "Too much data at once",
    advice: "Send a smaller file or a shorter text.",
  },
  "too-much-at-once": {
    title: "Too much is being sent to this server at once",
    advice: "Try again in a moment.",
  },
  "body-too-slow": {
    title: "The data came too slowly",
    advice: "The connection stalled while sending. Check your network and try again.",
  },
  "unsupported-media-type": {
    title: "This kind of file is not accepted",
    advice: "Choose a file in one of the formats named beside the field.",
  },
  "idempotency-conflict": {
    title: "This request was already sent with other content",
    advice: "Nothing was started a second time. Send it again as a new request.",
  },
  "too-few-models": {
    title: "There are not enough models to draw from",
    advice:
      "A blind round needs a different model for each column. Name more of them, or take fewer columns.",
  },
  "round-running": {
    title: "An answer is still being written",
    advice: "Vote when all of them are complete, or stop them first.",
  },
  "vote-frozen": {
    title: "This round has its vote already",
    advice: "A vote cannot be changed once the models are known. Start a new round.",
  },
  draining: {
    title: "The server is restarting",
    advice: "Try again in a few seconds.",
  },
  "storage-unavailable": {
    title: "The server cannot store anything at the moment",
    advice: "The disk may be full or the database out of reach. Free some space and try again.",
  },
  "run-interrupted": {
    title: "The server stopped while this was running",
    advice: "What had arrived is kept. Start it again if you still need it.",
  },
  "server-unreachable": {
    title: "The playground’s server cannot be reached",
    advice: "Check that it is running and that you are connected. What you typed is still here.",
  },
  internal: {
    title: "Something went wrong in the playground",
    advice: "Try again. If it happens again, the server’s log says more.",
  },
} as const satisfies Record<AppErrorCode, ErrorWords>;
