/*
 * Small conversations as the programs write them, for the tests. Shapes: ChatGPT's data export (`mapping` tree),
 * Open WebUI's "Export chats", LibreChat's JSON export (recursive and not), ShareGPT, OpenAI's fine-tuning lines.
 */

const png = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);
const pngAddress = `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;

const gptMessage = (id: string, role: string, text: string, time: number, metadata: object = {}) => ({
  id,
  author: { role, name: null, metadata: {} },
  create_time: time,
  update_time: null,
  content: { content_type: "text", parts: [text] },
  status: "finished_successfully",
  end_turn: true,
  weight: 1,
  metadata,
  recipient: "all",
  channel: null,
});

const chatgpt = {
  title: "Greeting",
  create_time: 1_700_000_000,
  update_time: 1_700_000_100,
  mapping: {
    "client-created-root": { id: "client-created-root", message: null, parent: null, children: ["hidden"] },
    hidden: {
      id: "hidden",
      message: gptMessage("hidden", "system", "", 1, { is_visually_hidden_from_conversation: true }),
      parent: "client-created-root",
      children: ["q"],
    },
    q: {
      id: "q",
      message: gptMessage("q", "user", "你好", 1_700_000_001),
      parent: "hidden",
      children: ["a1", "a2"],
    },
    a1: {
      id: "a1",
      message: gptMessage("a1", "assistant", "First answer", 1_700_000_002, { model_slug: "gpt-4o" }),
      parent: "q",
      children: ["q2"],
    },
    q2: { id: "q2", message: gptMessage("q2", "user", "More", 1_700_000_003), parent: "a1", children: [] },
    a2: {
      id: "a2",
      message: gptMessage("a2", "assistant", "Second answer", 1_700_000_004, { model_slug: "gpt-4o" }),
      parent: "q",
      children: [],
    },
  },
  moderation_results: [],
  current_node: "a2",
  conversation_id: "6550a1b2-0000-8000-9000-000000000000",
  id: "6550a1b2-0000-8000-9000-000000000000",
};

const asset = (id: string) => ({
  content_type: "image_asset_pointer",
  asset_pointer: `file-service://${id}`,
  size_bytes: 70,
  width: 1,
  height: 1,
});

const chatgptWithPicture = {
  png,
  conversation: {
    title: "Picture",
    create_time: 1_700_000_000,
    mapping: {
      root: { id: "root", message: null, parent: null, children: ["q"] },
      q: {
        id: "q",
        message: {
          ...gptMessage("q", "user", "", 1_700_000_001),
          content: {
            content_type: "multimodal_text",
            parts: [asset("file-abc"), asset("file-gone"), "What is it?"],
          },
        },
        parent: "root",
        children: [],
      },
    },
    current_node: "q",
    conversation_id: "p",
  },
};

const openWebui = {
  id: "0b1c",
  user_id: "u",
  title: "Question",
  chat: {
    id: "",
    title: "Question",
    models: ["qwen3:8b"],
    params: {},
    history: {
      messages: {
        q: {
          id: "q",
          parentId: null,
          childrenIds: ["a", "b"],
          role: "user",
          content: "Why?",
          files: [{ type: "image", url: pngAddress }],
          timestamp: 1_700_000_000,
          models: ["qwen3:8b"],
        },
        a: {
          parentId: "q",
          id: "a",
          childrenIds: [],
          role: "assistant",
          content: "No idea.",
          model: "qwen3:8b",
          timestamp: 1_700_000_001,
          done: true,
        },
        b: {
          parentId: "q",
          id: "b",
          childrenIds: [],
          role: "assistant",
          content:
            '<details type="reasoning" done="true" duration="2">\n<summary>Thought for 2 seconds</summary>\n> Because\n> of it\n</details>\nSo.',
          model: "qwen3:8b",
          timestamp: 1_700_000_002,
          done: true,
        },
      },
      currentId: "b",
    },
    messages: [],
    tags: [],
    timestamp: 1_700_000_000_000,
  },
  updated_at: 1_700_000_003,
  created_at: 1_700_000_000,
  archived: false,
  pinned: false,
  meta: {},
  folder_id: null,
};

const none = "00000000-0000-0000-0000-000000000000";
const libreQuestion = {
  messageId: "q",
  parentMessageId: none,
  text: "Hi",
  sender: "User",
  isCreatedByUser: true,
  createdAt: "2026-01-01T00:00:00.000Z",
};
const libreOld = {
  messageId: "a",
  parentMessageId: "q",
  text: "Older",
  sender: "GPT-4",
  model: "gpt-4",
  isCreatedByUser: false,
  createdAt: "2026-01-01T00:00:01.000Z",
};
const libreNew = {
  ...libreOld,
  messageId: "b",
  text: "",
  content: [
    { type: "think", think: "Hm" },
    { type: "text", text: "Newer" },
  ],
  createdAt: "2026-01-01T00:00:02.000Z",
};
const libreConversation = {
  conversationId: "c-1",
  endpoint: "openAI",
  title: "Hi",
  exportAt: "10:00:00 GMT+0000",
  branches: true,
  options: { model: "gpt-4" },
};

/** What each program writes for one conversation. */
export const samples = {
  chatgpt,
  chatgptWithPicture,
  openWebui,
  librechatTree: {
    ...libreConversation,
    recursive: true,
    messages: [
      {
        ...libreQuestion,
        children: [
          { ...libreOld, children: [] },
          { ...libreNew, children: [] },
        ],
      },
    ],
  },
  librechatList: { ...libreConversation, recursive: false, messages: [libreQuestion, libreOld, libreNew] },
  shareGpt: {
    id: "x_0",
    conversations: [
      { from: "system", value: "Be brief" },
      { from: "human", value: "1+1?" },
      { from: "gpt", value: "2" },
    ],
  },
  openAi: {
    messages: [
      { role: "user", content: "Weather?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"北京"}' } },
        ],
      },
      { role: "tool", tool_call_id: "call_1", content: "晴" },
      { role: "assistant", content: "Sunny" },
    ],
  },
};
