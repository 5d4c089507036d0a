"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type LoadedThread, loadThread } from "@/lib/history/threads";
import { ChatThreadView } from "./chat-thread-view";

type Opened = { threadId: string; loaded: LoadedThread | undefined };

/** The id in /chat/<id>; nothing for a conversation that has not begun. */
const threadIdOf = (pathname: string) => /^\/chat\/([^/]+)/.exec(pathname)?.[1];

/**
 * The conversation that the address names. A new one has an id of its own from the start, which the address
 * takes on with the first message, so that the page stays as it is.
 */
export function ChatScreen() {
  const t = useTranslations("chat");
  const named = threadIdOf(usePathname());
  const [draft, setDraft] = useState(() => ({ id: crypto.randomUUID(), begun: false }));
  const [opened, setOpened] = useState<Opened>();
  if (named === draft.id && !draft.begun) setDraft({ ...draft, begun: true });
  if (named === undefined && draft.begun) setDraft({ id: crypto.randomUUID(), begun: false });
  const threadId = named ?? draft.id;

  useEffect(() => {
    if (threadId === draft.id) return;
    let current = true;
    // A history that can't be opened must not keep anybody from talking.
    const none = () => undefined;
    void loadThread(threadId)
      .catch(none)
      .then((loaded) => {
        if (current) setOpened({ threadId, loaded });
      });
    return () => {
      current = false;
    };
  }, [threadId, draft.id]);

  if (threadId === draft.id) return <ChatThreadView key={threadId} threadId={threadId} loaded={undefined} />;
  if (opened?.threadId !== threadId)
    return <p className="px-6 py-16 text-sm text-ink-muted">{t("loading")}</p>;
  if (!opened.loaded) return <MissingThread />;
  return <ChatThreadView key={threadId} threadId={threadId} loaded={opened.loaded} />;
}

function MissingThread() {
  const t = useTranslations("chat");
  const shell = useTranslations("shell");
  return (
    <div className="mx-auto flex h-full max-w-lg flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{t("threadMissing")}</h1>
      <p className="text-ink-muted">{t("threadMissingAdvice")}</p>
      <Link href="/chat" className="text-accent underline underline-offset-2">
        {shell("newChat")}
      </Link>
    </div>
  );
}
