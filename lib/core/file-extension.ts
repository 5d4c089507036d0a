const extensions: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "video/quicktime": "mov",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/ogg": "opus",
};

/** The ending of the file of a picture, a clip or speech, by its media type; `bin` for any other. */
export const extensionOf = (type: string): string => extensions[type] ?? "bin";
