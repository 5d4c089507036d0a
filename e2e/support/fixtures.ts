import { test as base, expect, type Page } from "@playwright/test";
import { ChatPage } from "./chat-page";
import { ComparePage } from "./compare-page";
import { EmbeddingsPage } from "./embeddings-page";
import { ImagePage } from "./image-page";
import { NewBatchPage } from "./new-batch-page";
import { OptionsPanel } from "./options-panel";
import { RerankPage } from "./rerank-page";
import { simulator } from "./simulator";
import { SpeechPage } from "./speech-page";
import { TranscriptionPage } from "./transcription-page";
import { VideoPage } from "./video-page";
import { VoicesPage } from "./voices-page";

/** What a page must never do, collected while it is open. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/Failed to load resource/.test(text))
      complaints.push(`console: ${text}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1")
      complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

type Fixtures = {
  chat: ChatPage;
  image: ImagePage;
  compare: ComparePage;
  options: OptionsPanel;
  clips: VideoPage;
  speech: SpeechPage;
  transcripts: TranscriptionPage;
  voices: VoicesPage;
  vectors: EmbeddingsPage;
  ranking: RerankPage;
  newBatch: NewBatchPage;
  complaints: string[];
};

/** Each journey begins with a simulator without faults, and ends with a page that had nothing to complain of. */
export const test = base.extend<Fixtures>({
  complaints: async ({ page }, use) => {
    await simulator.reset();
    const complaints = watch(page);
    await use(complaints);
    expect(complaints).toEqual([]);
    const undocumented = (await simulator.chatRequests()).flatMap((request) => request.undocumentedFields);
    expect(undocumented).toEqual([]);
  },
  chat: async ({ page, complaints: _ }, use) => {
    await use(new ChatPage(page));
  },
  newBatch: async ({ page, complaints: _ }, use) => {
    await use(new NewBatchPage(page));
  },
  compare: async ({ page, complaints: _ }, use) => {
    await use(new ComparePage(page));
  },
  image: async ({ page, complaints: _ }, use) => {
    await use(new ImagePage(page));
  },
  options: async ({ page }, use) => {
    await use(new OptionsPanel(page));
  },
  clips: async ({ page, complaints: _ }, use) => {
    await use(new VideoPage(page));
  },
  speech: async ({ page, complaints: _ }, use) => {
    await use(new SpeechPage(page));
  },
  transcripts: async ({ page, complaints: _ }, use) => {
    await use(new TranscriptionPage(page));
  },
  voices: async ({ page, complaints: _ }, use) => {
    await use(new VoicesPage(page));
  },
  vectors: async ({ page, complaints: _ }, use) => {
    await use(new EmbeddingsPage(page));
  },
  ranking: async ({ page, complaints: _ }, use) => {
    await use(new RerankPage(page));
  },
});

export { expect };
