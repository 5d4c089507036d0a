import Dexie from "dexie";
import { history } from "../database";
import { fold } from "./fold";
import type { TitleHit } from "./search-protocol";
import { snippetOf } from "./snippet";

type Titled = Omit<TitleHit, "title"> & { title: string; folded: string };

/** All titles, the newest first: read once, and again after any conversation has changed. */
let titles: Promise<Titled[]> | undefined;

Dexie.on("storagemutated", (parts) => {
  if (Object.keys(parts).some((part) => part.includes("/threads/"))) titles = undefined;
});

async function readTitles(): Promise<Titled[]> {
  const threads = await history().threads.toArray();
  return threads
    .filter(({ deletedAt }) => deletedAt === undefined)
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .map(({ id: threadId, title, updatedAt, kind = "chat" }) => {
      return { threadId, title, folded: fold(title), updatedAt, kind };
    });
}

/** Conversations whose title holds the query, the newest first, at most `limit`. */
export async function searchTitles(typed: string, limit: number): Promise<TitleHit[]> {
  const query = fold(typed);
  if (query === "") return [];
  titles ??= readTitles();
  const found = (await titles).filter(({ folded }) => folded.includes(query)).slice(0, limit);
  return found.flatMap(({ folded: _, ...thread }) => {
    const title = snippetOf(thread.title, query);
    return title ? [{ ...thread, title }] : [];
  });
}
