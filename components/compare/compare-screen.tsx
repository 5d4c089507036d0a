"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MissingPage } from "@/components/shared/missing-page";
import { type LoadedComparison, loadComparison } from "@/lib/compare/load-comparison";
import { carriesSetup, type LinkedSetup, readSetupFragment, readSetupQuery } from "@/lib/compare/setup-link";
import { randomUuid } from "@/lib/core/random-uuid";
import { ComparisonView } from "./comparison-view";
import { PreferencesProvider, usePreferencesReady } from "./use-preferences";

type Opened = { address: string; loaded: LoadedComparison | undefined };

/** The id in /compare/<id>; nothing for a comparison that has not begun. */
const threadIdOf = (pathname: string) => /^\/compare\/([^/]+)/.exec(pathname)?.[1];

/** A comparison that has not begun, or that began on this page; what the links before it filled in was another's. */
const newDraft = (linksBefore = 0) => ({ id: randomUuid(), begun: false, linksBefore });

/**
 * The comparison that the address names. A new one has an id of its own from the start, which the address takes on
 * with the first question, so that the page and its streams stay as they are.
 */
export function CompareScreen() {
  return (
    <PreferencesProvider>
      <CompareAddress />
    </PreferencesProvider>
  );
}

function CompareAddress() {
  const t = useTranslations("compare");
  const named = threadIdOf(usePathname());
  const messageId = useSearchParams().get("message");
  const ready = usePreferencesReady();
  const [draft, setDraft] = useState(() => newDraft());
  const [opened, setOpened] = useState<Opened>();
  const linked = useLinkedSetup();
  if (named === draft.id && !draft.begun) setDraft({ ...draft, begun: true });
  if (named === undefined && draft.begun) setDraft(newDraft(linked.count));
  const threadId = named ?? draft.id;
  const address = `${threadId} ${messageId ?? ""}`;

  useEffect(() => {
    if (threadId === draft.id) return;
    let current = true;
    void loadComparison(threadId, messageId)
      .catch(() => undefined)
      .then((loaded) => {
        if (current) setOpened({ address, loaded });
      });
    return () => {
      current = false;
    };
  }, [threadId, draft.id, messageId, address]);

  const waiting = <p className="px-6 py-16 text-sm text-ink-muted max-lg:ps-16">{t("loading")}</p>;
  if (threadId === draft.id) {
    if (!ready || linked.state === "reading") return waiting;
    const own = linked.count > draft.linksBefore;
    return (
      <ComparisonView
        key={`${threadId} ${linked.count}`}
        threadId={threadId}
        loaded={undefined}
        linked={own ? linked.setup : undefined}
        linkBroken={own && linked.state === "broken"}
      />
    );
  }
  if (opened?.address !== address || !ready) return waiting;
  if (!opened.loaded)
    return (
      <MissingPage
        title={t("missing")}
        advice={t("missingAdvice")}
        link={{ href: "/compare", label: t("new") }}
      />
    );
  const { round } = opened.loaded.thread;
  if (round && !round.result) return <ToRound threadId={threadId} />;
  return (
    <ComparisonView
      key={address}
      threadId={threadId}
      loaded={opened.loaded}
      {...(messageId && { messageId })}
    />
  );
}

/** A blind round that has no vote yet is shown without names only on its own page. */
function ToRound({ threadId }: { threadId: string }) {
  const router = useRouter();
  useEffect(() => router.replace(`/compare/blind/${threadId}`), [router, threadId]);
  return null;
}

type Linked = { state: "none" | "reading" | "read" | "broken"; setup?: LinkedSetup; count: number };

/** What the address fills in. It is taken off the address, so that a reload brings back what a person made of it. */
function useLinkedSetup(): Linked {
  const [linked, setLinked] = useState<Linked>({ state: "none", count: 0 });
  useEffect(() => {
    const read = async () => {
      const { hash, search, pathname } = window.location;
      const named = readSetupQuery(search);
      if (!carriesSetup(hash) && !named) return;
      setLinked(({ count }) => ({ state: "reading", count: count + 1 }));
      const setup = named ?? (await readSetupFragment(hash));
      window.history.replaceState(null, "", pathname);
      setLinked(({ count }) => (setup ? { state: "read", setup, count } : { state: "broken", count }));
    };
    void read();
    const listener = () => void read();
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
  }, []);
  return linked;
}
