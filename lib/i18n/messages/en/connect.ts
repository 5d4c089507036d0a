export const connect = {
  title: "Connect other programs",
  intro:
    "Other programs can use this server as if it were OpenAI or Anthropic. They need three things, all on this page: an address, a key and a model. The SiliconFlow key itself stays on the server.",
  address: "Address",
  openAiAddress: "For programs that speak OpenAI",
  anthropicAddress: "For programs that speak Anthropic, or that add /v1 themselves",
  copy: "Copy {what}",
  copied: "Copied",
  key: "Key",
  keyNeeded:
    "{count, plural, =0 {A key is needed, and there is none yet.} one {A key is needed; there is one.} other {A key is needed; there are #.}}",
  keyless:
    "No keys are set: only programs on the server's own machine can connect, and any text will do as their key. Once a key is set, every program needs one.",
  makeKey:
    "Have no key? Whoever runs the server makes one with this command, in the project folder. It is shown only once; its limits, models and expiry can be set in keys.json.",
  faults: "The keys have mistakes in them; the last good version stays in force:",
  faultLine: "{line, plural, =0 {Environment} other {keys.json, line #}}",
  loading: "Asking the server…",
  model: "Model",
  modelHint: "Used in the settings and the test below.",
  modelsFailed: "There is no list of models to choose from. Type the id of a model:",
  program: "Program",
  where: "Where",
  field: "Field",
  value: "Value",
  snippet: "{name}: complete settings",
  keyPlaceholder: "sk-… (your key)",
  ownKey: "your own key",
  modelPlaceholder: "model-id",
  ownModel: "the model from above",
  command: "the command",
  anyKey: "any-text",
  source: {
    official: "Names as in the program's own documents or source, November 2026.",
    others: "Names as in other people's guides, November 2026.",
    unverified: "These names could not be checked; your program may call them otherwise.",
  },
  notes: {
    noV1: "Without /v1: the program adds it itself.",
    crossOrigin:
      "A page in a browser can call this server from another address only where CLIENT_ORIGINS names it. Otherwise use the desktop program, or let the program's own server make the calls.",
    messagesApi: "Uses /v1/messages, the way Anthropic's clients speak.",
    docker:
      "If the program runs in Docker on this machine, 127.0.0.1 is its container: use host.docker.internal, have the server listen on it (HOST, ALLOWED_HOSTS), and set a key.",
    newerVersion:
      "From version 4 on it is under BYOK → Add a provider; the names there could not be checked.",
    otherPrograms:
      "Zotero's plug-ins and most other programs have these three fields, whatever they call them. If it does not work with /v1 at the end, try without.",
  },
  test: "Test",
  testIntro:
    "Makes the calls that a program would make, from this page. The key goes to this server only and is not stored.",
  testKey: "Key to test",
  testKeyHint: "Paste the key that the program will use.",
  keylessHint: "No keys are set on this server: leave this empty.",
  list: "List the models",
  ask: "Ask one line (costs a little)",
  listing: "Listing the models…",
  asking: "Asking {model}…",
  stop: "Stop",
  listed:
    "Reached: {count, plural, one {# model} other {# models}} in {milliseconds} ms. The address and the key work.",
  answered: "{model} answered: first token after {firstToken} ms, done after {milliseconds} ms.",
  onlyThought: "It thought, and had no room left to answer. That is enough for this test.",
  again:
    "{seconds, plural, one {It is worth another try in # second.} other {It is worth another try in # seconds.}}",
  serverSays: "The server says:",
  failed: {
    unreachable: "The server cannot be reached. Is it still running, and are you connected?",
    unauthorized:
      "The key is not known. Check it for missing or extra characters, and whether it has expired or been removed.",
    forbidden: "This key may not do that: the chosen model is probably not among its models.",
    model: "There is no such model here. Choose another.",
    limit: "A limit is reached. Wait, or ask for a higher limit.",
    budget: "The budget is used up: that of this key, of this server, or the balance at SiliconFlow.",
    busy: "SiliconFlow is busy. Try again in a moment.",
    upstream:
      "This server answers, but SiliconFlow does not, or not as it should. If it stays so, whoever runs the server finds the cause in its log.",
    refused: "The request was refused.",
    malformed: "What came back cannot be read. Is there a proxy in between?",
  },
} as const;
