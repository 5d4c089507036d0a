/** Something that the palette can do. */
export type Command = {
  id:
    | "new"
    | "compare"
    | "blind"
    | "sets"
    | "image"
    | "video"
    | "speech"
    | "transcription"
    | "voices"
    | "embeddings"
    | "rerank"
    | "batch"
    | "gallery"
    | "models"
    | "usage"
    | "connect"
    | "temporary"
    | "system"
    | "light"
    | "dark"
    | "zh"
    | "en"
    | "settings"
    | "self-check"
    | "tour"
    | "storage"
    | "export"
    | "import"
    | "keys";
  label: string;
  run: () => void;
};
