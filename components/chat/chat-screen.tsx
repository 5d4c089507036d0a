"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MissingPage } from "@/components/shared/missing-page";
import { randomUuid } from "@/lib/core/random-uuid";
import { loadThreadAt } from "@/lib/history/show-message";
import { storedThreads } from "@/lib/history/stored-threads";
import { createTemporaryStore } from "@/lib/history/temporary";
import type { ThreadStore } from "@/lib/history/thread-store";
import { type LoadedThread, loadThread } from "@/lib/history/threads";
import { ChatThreadView } from "./chat-thread-view";

type Kind = "chat" | "fill";
type Opened = { address: string; loaded: LoadedThread | undefined };
/** A conversation that has not begun, or that began on this page. */
type Draft = { id: string; begun: boolean; kind: Kind; temporary: boolean; store: ThreadStore };

/** The id in /chat/<id>; nothing for a conversation that has not begun. */
const threadIdOf = (pathname: string) => /^\/chat\/([^/]+)/.exec(pathname)?.[1];

const newDraft = (kind: Kind, temporary: boolean): Draft => ({
  id: randomUuid(),
  begun: false,
  kind,
  temporary,
  store: temporary ? createTemporaryStore() : storedThreads,
});

/**
 * The conversation that the address names. A new one has an id of its own from the start, which the address
 * takes on with the first message, so that the page stays as it is. A link may fill in a message; only a person
 * sends it.
 */
export function ChatScreen() {
  const t = useTranslations("chat");
  const named = threadIdOf(usePathname());
  const search = useSearchParams();
  const kind = search.get("kind") === "fill" ? "fill" : "chat";
  const temporary = search.get("temporary") === "1";
  const messageId = search.get("message");
  const [draft, setDraft] = useState(() => newDraft(kind, temporary));
  const [opened, setOpened] = useState<Opened>();
  if (named === draft.id && !draft.begun) setDraft({ ...draft, begun: true });
  const other = draft.begun || draft.kind !== kind || draft.temporary !== temporary;
  if (named === undefined && other) setDraft(newDraft(kind, temporary));
  const threadId = named ?? draft.id;
  // A message that was searched for may lie on another branch: the view begins anew with it.
  const address = messageId ? `${threadId} ${messageId}` : threadId;

  useEffect(() => {
    if (threadId === draft.id) return;
    let current = true;
    // A history that can't be opened must not keep anybody from talking.
    const loading = messageId ? loadThreadAt(threadId, messageId) : loadThread(storedThreads, threadId);
    void loading
      .catch(() => undefined)
      .then((loaded) => {
        if (current) setOpened({ address, loaded });
      });
    return () => {
      current = false;
    };
  }, [threadId, draft.id, messageId, address]);

  if (threadId === draft.id)
    return (
      <ChatThreadView
        key={threadId}
        threadId={threadId}
        kind={draft.kind}
        store={draft.store}
        loaded={undefined}
        temporary={draft.temporary}
        wanted={{ text: search.get("q") ?? "", model: search.get("model") }}
      />
    );
  if (opened?.address !== address) return <p className="px-6 py-16 text-sm text-ink-muted">{t("loading")}</p>;
  if (!opened.loaded) return <MissingThread />;
  const { kind: openedKind = "chat" } = opened.loaded.thread;
  if (openedKind === "compare") return <ToComparison threadId={threadId} />;
  return (
    <ChatThreadView
      key={address}
      threadId={threadId}
      kind={openedKind}
      store={storedThreads}
      loaded={opened.loaded}
      temporary={false}
      {...(messageId && { messageId })}
    />
  );
}

/** Comparisons have a page of their own; what names only a conversation's id comes here. */
function ToComparison({ threadId }: { threadId: string }) {
  const router = useRouter();
  const search = useSearchParams();
  useEffect(() => router.replace(`/compare/${threadId}?${search}`), [router, threadId, search]);
  return null;
}

function MissingThread() {
  const t = useTranslations("chat");
  const shell = useTranslations("shell");
  return (
    <MissingPage
      title={t("threadMissing")}
      advice={t("threadMissingAdvice")}
      link={{ href: "/chat", label: shell("newChat") }}
    />
  );
}
