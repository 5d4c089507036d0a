import type { BoardFormat, WrittenBoard } from "@/lib/rerank/write-board";

/** Hands a board to the browser's downloads. */
export async function saveBoard(board: WrittenBoard, format: BoardFormat): Promise<void> {
  const [{ writeBoard }, { download, fileNameOf, dayOf }] = await Promise.all([
    import("@/lib/rerank/write-board"),
    import("@/lib/history/archive/save-file"),
  ]);
  download(
    writeBoard(board, format),
    fileNameOf(`${dayOf(new Date())} ${board.query || (board.queryPicture ?? "")}`, format),
  );
}
