const extensions: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "video/quicktime": "mov",
};

/** The ending of a picture's or clip's file, by its media type; `bin` for any other. */
export const extensionOf = (type: string): string => extensions[type] ?? "bin";
