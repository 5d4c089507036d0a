export const connect = {
  title: "Connect other programs",
  intro:
    "Other programs use this server as if it were OpenAI's or Anthropic's service. They need three things: an address, a key and a model. SiliconFlow's own key stays on the server.",
  address: "Address",
  openAiAddress: "For OpenAI's clients",
  anthropicAddress: "For Anthropic's clients, and programs that add /v1 themselves",
  copy: "Copy {what}",
  copied: "Copied",
  key: "Key",
  keyNeeded:
    "{count, plural, =0 {A key is needed, and there is none yet.} one {A key is needed; there is one.} other {A key is needed; there are #.}}",
  keyless:
    "No keys are set: only programs on the machine of this server get in, with any key. Once there is a key, all of them need one.",
  makeKey:
    "Whoever runs the server makes a key with this line, in its folder. The key is shown once; limits, models and an expiry can be set beside it in keys.json.",
  faults: "The keys have faults; the last good ones stay in force:",
  faultLine: "{line, plural, =0 {Environment} other {keys.json, line #}}",
  loading: "Asking the server…",
  model: "Model",
  modelHint: "It stands in the settings below.",
  modelsFailed: "The list of models could not be read. Type an id:",
  program: "Program",
  where: "Where",
  field: "Field",
  value: "Value",
  snippet: "{name}: the whole as text",
  keyPlaceholder: "sk-… (your key)",
  anyKey: "any-text",
  source: {
    official: "Names as in the program's own documents or source, November 2026.",
    others: "Names as in other people's guides, November 2026.",
    unverified: "These names could not be checked; your program may call them otherwise.",
  },
  notes: {
    noV1: "Without /v1: the program adds it itself.",
    noCors:
      "A page in a browser cannot call this server from another address (no CORS). Use the desktop program, or let the program's own server make the calls.",
    messagesApi: "Uses /v1/messages, the way Anthropic's clients speak.",
    docker:
      "If the program runs in Docker on this machine, 127.0.0.1 is its container: use host.docker.internal, have the server listen on it (HOST, ALLOWED_HOSTS), and set a key.",
    newerVersion:
      "From version 4 on it is under BYOK → Add a provider; the names there could not be checked.",
    otherPrograms:
      "Zotero's plug-ins and most other programs have these three fields, whatever they call them. If it does not work with /v1 at the end, try without.",
  },
  test: "Test",
  testIntro: "Does here what a program would do. The key goes to this server only and is kept nowhere.",
  testKey: "Key to test",
  testKeyHint: "Leave it empty to see what happens without one.",
  list: "Ask for the models",
  ask: "Ask one line (costs a little)",
  listing: "Asking for the models…",
  asking: "Asking {model}…",
  listed:
    "Reached: {count, plural, one {# model} other {# models}} in {milliseconds} ms. This address and this key work.",
  answered: "{model} answered: first token after {firstToken} ms, done after {milliseconds} ms.",
  onlyThought: "It thought, and had no room left to answer. That is enough for this test.",
  serverSays: "The server says:",
  failed: {
    unreachable: "The server cannot be reached. Is it still running, and are you connected?",
    unauthorized:
      "The key is not known. Look for a missing or additional sign, and whether it has expired or was taken away.",
    forbidden: "The key may not do this: the model may not be among its models.",
    model: "There is no such model here. Choose another.",
    limit: "A limit is reached. Wait as long as is said, or have the limit raised.",
    budget: "The money is spent: that of this key, of this server, or at SiliconFlow.",
    busy: "SiliconFlow is busy or does not answer. Try again in a moment.",
    refused: "It was refused.",
    malformed: "What came back cannot be read. Is there a proxy in between?",
  },
} as const;
