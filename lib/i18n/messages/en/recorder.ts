export const recorder = {
  title: "Recorder",
  record: "Record",
  atMost:
    "At most {minutes, plural, =0 {{seconds} seconds} one {# minute} other {# minutes}}, kept in this browser.",
  asking: "Allow the microphone in your browser.",
  recording: "Recording",
  paused: "Paused",
  finishing: "Finishing the recording…",
  of: "{time} of {most}",
  pause: "Pause",
  resume: "Go on",
  finish: "Finish",
  cancel: "Cancel",
  throwAway: "Throw away",
  confirmThrowAway: "Throw it away for good?",
  keepOn: "Keep it",
  silent: "Nothing is heard. Is it the right microphone, and is it on?",
  clipping: "Too loud: go a little further from the microphone.",
  unsaved: "This browser cannot store the recording. Do not close the page before you have used it.",
  microphone: "Microphone",
  anyMicrophone: "Default microphone",
  again: "Try again",
  failed: {
    "no-microphone": {
      title: "No microphone was found.",
      advice: "Plug one in or switch it on, then try again.",
    },
    denied: {
      title: "The microphone is not allowed.",
      advice:
        "Allow it for this site: the symbol beside the address has the settings. On a phone or a Mac the system’s privacy settings must allow the browser too.",
    },
    "insecure-origin": {
      title: "Browsers record only on a safe address.",
      advice: "Open this page by https or as localhost.",
    },
    busy: {
      title: "The microphone cannot be opened.",
      advice: "Another program may be using it. Close that one, then try again.",
    },
    unsupported: {
      title: "This browser cannot record.",
      advice: "Use a current Chrome, Edge, Firefox or Safari.",
    },
    "nothing-recorded": {
      title: "Nothing was recorded.",
      advice: "It ended before there was any sound. Try again, and speak for a second at least.",
    },
  },
  fileInstead: "A file can be chosen instead.",
  endedByLimit:
    "It ended by itself: {minutes, plural, =0 {{seconds} seconds are} one {# minute is} other {# minutes are}} the most.",
  endedByMicrophone: "The microphone went away. What was recorded until then is here.",
  nothingHeard: "Nothing can be heard in it.",
  kept: "A recording that was not used yet",
  keptOf: "A recording that was not used yet: {when}, {time} long",
  use: "Use it",
  download: "Download",
  unreadable: "That recording can no longer be read.",
} as const;
