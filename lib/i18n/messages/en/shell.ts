export const shell = {
  appName: "SiliconFlow Playground",
  skipToContent: "Skip to the conversation",
  openNavigation: "Open navigation",
  closeNavigation: "Close navigation",
  navigation: "Navigation",
  newChat: "New chat",
  settings: "Appearance and language",
  language: "Language",
  theme: "Theme",
  themeSystem: "System",
  themeLight: "Light",
  themeDark: "Dark",
  demoTitle: "Demo mode",
  demoExplanation:
    "No API key is set, so the built-in simulator answers. Its answers are made up. Set SILICONFLOW_API_KEY and restart to talk to SiliconFlow.",
  pageFailedTitle: "This page broke",
  pageFailedAdvice:
    "Your conversations are safe in this browser. Try again; if it happens once more, reload the page.",
  tryAgain: "Try again",
  pageOutdatedTitle: "A part of this page could not be loaded",
  pageOutdatedAdvice:
    "The server was probably updated since you opened the page. Reload to go on: your conversations and what you were writing are kept.",
  reload: "Reload",
  notFoundTitle: "There is nothing here",
  notFoundAdvice: "The address may be mistyped, or the page has moved.",
  toChat: "Go to chat",
} as const;
