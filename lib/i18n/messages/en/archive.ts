export const archive = {
  title: "Export and import",
  intro:
    "An archive holds all branches, files, prompt sets and votes, and can be imported again. It never holds settings or keys.",
  exportTitle: "Export “{title}”",
  exportMenu: "Export…",
  exportAll: "Export everything",
  export: "Export",
  import: "Import…",
  importHint:
    "An archive of this playground, or an export from ChatGPT, Open WebUI or LibreChat, or ShareGPT or OpenAI JSONL data. You can also drop the file here.",
  importFile: "File to import",
  dropHere: "Drop the file to import it",
  format: "Format",
  "format-archive": "Archive (.zip)",
  "format-markdown": "Markdown (.md)",
  "format-openai": "OpenAI JSONL (.jsonl)",
  "format-sharegpt": "ShareGPT JSON (.json)",
  "format-picture": "Picture (.png)",
  "hint-archive": "Everything, with all branches and files. Can be imported again.",
  "hint-markdown": "The branch that is shown, to be read. Thinking is left out.",
  "hint-openai": "The branch that is shown, one conversation a line, with tool calls.",
  "hint-sharegpt": "The branch that is shown, as training data.",
  "hint-picture": "The branch that is shown, as it looks here. Long conversations become several pictures.",

  exporting: "Exporting…",
  importing: "Importing…",
  drawing: "Drawing…",
  cancel: "Cancel",
  exported:
    "Exported {threads, plural, one {# conversation} other {# conversations}}{promptSets, plural, =0 {} one {, # prompt set} other {, # prompt sets}}{votes, plural, =0 {} one {, # vote} other {, # votes}}{creations, plural, =0 {} one {, # request of another page} other {, # requests of other pages}}.",
  exportedCreations:
    "Exported {creations, plural, one {# request} other {# requests}} with {media, plural, one {# file} other {# files}}.",
  missingMedia:
    "{count, plural, one {# file is} other {# files are}} no longer in this browser and could not be exported.",
  drawn: "Saved {count, plural, one {# picture} other {# pictures}}.",
  imported: "Import complete",
  added: "Added",
  present: "Already there",
  counts:
    "{threads, plural, one {# conversation} other {# conversations}}, {messages, plural, one {# message} other {# messages}}, {media, plural, one {# file} other {# files}}{promptSets, plural, =0 {} one {, # prompt set} other {, # prompt sets}}{setCells, plural, =0 {} one {, # answer in prompt sets} other {, # answers in prompt sets}}{votes, plural, =0 {} one {, # vote} other {, # votes}}{creations, plural, =0 {} one {, # request of another page} other {, # requests of other pages}}",
  "skipped-empty":
    "{count, plural, one {# conversation} other {# conversations}} left out: without a message.",
  "skipped-file":
    "{count, plural, one {# attachment} other {# attachments}} left out: not in the file, or of a kind that is not imported.",
  "skipped-message":
    "{count, plural, one {# message} other {# messages}} left out: internal to the other program, or connected to nothing.",
  "skipped-answer":
    "{count, plural, one {# answer} other {# answers}} left out: the prompt set here asks something else by now.",

  importFailed: "Nothing was imported. The history is as it was.",
  exportFailed: "The export did not succeed. The history is as it was.",
  "problem-unknown-format":
    "The file has none of the formats that can be read. Choose an archive of this playground or an export of another program.",
  "problem-damaged": "The file is cut off or damaged. Export or download it again.",
  "problem-newer-version":
    "A newer version of this playground wrote the file. Update this one, then try again.",
  "problem-too-large": "The file is larger than may be imported. Split it and import the parts.",
  "problem-full": "This browser's storage is full. Free some space, then try again.",
  "problem-storage-unavailable": "This browser's storage cannot be used. Reload the page, then try again.",
  "problem-busy": "Another tab is importing. Wait until it has finished.",
  "problem-nothing": "There is nothing to export.",
  "problem-cancelled": "Cancelled.",
  "problem-other": "Something unexpected happened. Try again.",
  "problem-picture-too-long": "The conversation is too long for pictures. Choose Markdown instead.",
  detail: "Details: {detail}",

  markdownSystem: "System prompt",
  markdownUser: "You",
  markdownAssistant: "Answer",
  markdownTool: "Tool",
  markdownAttachments: "Attachments",
  markdownColon: ": ",

  backupFirst: "It is best to export everything first: then it can be brought back.",
} as const;
