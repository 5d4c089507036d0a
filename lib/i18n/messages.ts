import type {} from "use-intl";
import type { Locale } from "./locale";
import { account as enAccount } from "./messages/en/account";
import { archive as enArchive } from "./messages/en/archive";
import { attachments as enAttachments } from "./messages/en/attachments";
import { batch as enBatch } from "./messages/en/batch";
import { blind as enBlind } from "./messages/en/blind";
import { budget as enBudget } from "./messages/en/budget";
import { catalogue as enCatalogue } from "./messages/en/catalogue";
import { chat as enChat } from "./messages/en/chat";
import { compare as enCompare } from "./messages/en/compare";
import { connect as enConnect } from "./messages/en/connect";
import { creations as enCreations } from "./messages/en/creations";
import { dictation as enDictation } from "./messages/en/dictation";
import { embeddings as enEmbeddings } from "./messages/en/embeddings";
import { ends as enEnds } from "./messages/en/ends";
import { errorMessages as enErrors } from "./messages/en/errors";
import { gallery as enGallery } from "./messages/en/gallery";
import { history as enHistory } from "./messages/en/history";
import { image as enImage } from "./messages/en/image";
import { inspector as enInspector } from "./messages/en/inspector";
import { modelRows as enModelRows } from "./messages/en/model-rows";
import { models as enModels } from "./messages/en/models";
import { options as enOptions } from "./messages/en/options";
import { promptSet as enPromptSet } from "./messages/en/prompt-set";
import { readAloud as enReadAloud } from "./messages/en/read-aloud";
import { recorder as enRecorder } from "./messages/en/recorder";
import { rerank as enRerank } from "./messages/en/rerank";
import { selfCheck as enSelfCheck } from "./messages/en/self-check";
import { settings as enSettings } from "./messages/en/settings";
import { shared as enShared } from "./messages/en/shared";
import { shell as enShell } from "./messages/en/shell";
import { sound as enSound } from "./messages/en/sound";
import { speech as enSpeech } from "./messages/en/speech";
import { texts as enTexts } from "./messages/en/texts";
import { tour as enTour } from "./messages/en/tour";
import { transcription as enTranscription } from "./messages/en/transcription";
import { usage as enUsage } from "./messages/en/usage";
import { video as enVideo } from "./messages/en/video";
import { voices as enVoices } from "./messages/en/voices";
import { account as zhAccount } from "./messages/zh/account";
import { archive as zhArchive } from "./messages/zh/archive";
import { attachments as zhAttachments } from "./messages/zh/attachments";
import { batch as zhBatch } from "./messages/zh/batch";
import { blind as zhBlind } from "./messages/zh/blind";
import { budget as zhBudget } from "./messages/zh/budget";
import { catalogue as zhCatalogue } from "./messages/zh/catalogue";
import { chat as zhChat } from "./messages/zh/chat";
import { compare as zhCompare } from "./messages/zh/compare";
import { connect as zhConnect } from "./messages/zh/connect";
import { creations as zhCreations } from "./messages/zh/creations";
import { dictation as zhDictation } from "./messages/zh/dictation";
import { embeddings as zhEmbeddings } from "./messages/zh/embeddings";
import { ends as zhEnds } from "./messages/zh/ends";
import { errorMessages as zhErrors } from "./messages/zh/errors";
import { gallery as zhGallery } from "./messages/zh/gallery";
import { history as zhHistory } from "./messages/zh/history";
import { image as zhImage } from "./messages/zh/image";
import { inspector as zhInspector } from "./messages/zh/inspector";
import { modelRows as zhModelRows } from "./messages/zh/model-rows";
import { models as zhModels } from "./messages/zh/models";
import { options as zhOptions } from "./messages/zh/options";
import { promptSet as zhPromptSet } from "./messages/zh/prompt-set";
import { readAloud as zhReadAloud } from "./messages/zh/read-aloud";
import { recorder as zhRecorder } from "./messages/zh/recorder";
import { rerank as zhRerank } from "./messages/zh/rerank";
import { selfCheck as zhSelfCheck } from "./messages/zh/self-check";
import { settings as zhSettings } from "./messages/zh/settings";
import { shared as zhShared } from "./messages/zh/shared";
import { shell as zhShell } from "./messages/zh/shell";
import { sound as zhSound } from "./messages/zh/sound";
import { speech as zhSpeech } from "./messages/zh/speech";
import { texts as zhTexts } from "./messages/zh/texts";
import { tour as zhTour } from "./messages/zh/tour";
import { transcription as zhTranscription } from "./messages/zh/transcription";
import { usage as zhUsage } from "./messages/zh/usage";
import { video as zhVideo } from "./messages/zh/video";
import { voices as zhVoices } from "./messages/zh/voices";
import type { Words } from "./words";

const english = {
  account: enAccount,
  archive: enArchive,
  attachments: enAttachments,
  batch: enBatch,
  blind: enBlind,
  budget: enBudget,
  catalogue: enCatalogue,
  chat: enChat,
  compare: enCompare,
  connect: enConnect,
  creations: enCreations,
  dictation: enDictation,
  embeddings: enEmbeddings,
  ends: enEnds,
  errors: enErrors,
  gallery: enGallery,
  history: enHistory,
  image: enImage,
  inspector: enInspector,
  modelRows: enModelRows,
  models: enModels,
  options: enOptions,
  promptSet: enPromptSet,
  readAloud: enReadAloud,
  recorder: enRecorder,
  rerank: enRerank,
  settings: enSettings,
  selfCheck: enSelfCheck,
  tour: enTour,
  shared: enShared,
  shell: enShell,
  sound: enSound,
  speech: enSpeech,
  texts: enTexts,
  transcription: enTranscription,
  usage: enUsage,
  video: enVideo,
  voices: enVoices,
};
const chinese = {
  account: zhAccount,
  archive: zhArchive,
  attachments: zhAttachments,
  batch: zhBatch,
  blind: zhBlind,
  budget: zhBudget,
  catalogue: zhCatalogue,
  chat: zhChat,
  compare: zhCompare,
  connect: zhConnect,
  creations: zhCreations,
  dictation: zhDictation,
  embeddings: zhEmbeddings,
  ends: zhEnds,
  errors: zhErrors,
  gallery: zhGallery,
  history: zhHistory,
  image: zhImage,
  inspector: zhInspector,
  modelRows: zhModelRows,
  models: zhModels,
  options: zhOptions,
  promptSet: zhPromptSet,
  readAloud: zhReadAloud,
  recorder: zhRecorder,
  rerank: zhRerank,
  settings: zhSettings,
  selfCheck: zhSelfCheck,
  tour: zhTour,
  shared: zhShared,
  shell: zhShell,
  sound: zhSound,
  speech: zhSpeech,
  texts: zhTexts,
  transcription: zhTranscription,
  usage: zhUsage,
  video: zhVideo,
  voices: zhVoices,
};

export type AppMessages = Words<typeof english>;

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: AppMessages;
  }
}

/** Every string of the interface in one language. Only the server loads both; a page gets its own. */
export const messages = { en: english, zh: chinese } as const satisfies Record<Locale, AppMessages>;
