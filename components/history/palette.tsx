"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { showMessage } from "@/lib/history/show-message";
import type { Command } from "./command";
import { groupsOf, labelOf, type PaletteGroup, type PaletteItem } from "./palette-items";
import { PaletteRow } from "./palette-row";
import { useHistorySearch } from "./use-history-search";

type PaletteProps = { commands: readonly Command[]; onClose: () => void };

/** One box that runs commands and finds conversations by their title and by every word in them. */
export function Palette({ commands, onClose }: PaletteProps) {
  const t = useTranslations("history");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const query = typed.trim();
  const found = useHistorySearch(query);
  const groups = groupsOf(commands, query, found);
  const count = found.titles.length + found.messages.reduce((sum, hits) => sum + hits.length, 0);

  const choose = (item: PaletteItem) => {
    onClose();
    if (item.type === "command") item.command.run();
    else if (item.type === "title") router.push(`/chat/${item.hit.threadId}`);
    else void showMessage(item.hit.threadId, item.hit.messageId).then((address) => router.push(address));
  };
  const status = found.searching ? t("searching") : t("hits", { count });

  return (
    <Modal label={t("search")} onClose={onClose} place="top">
      <div className="flex max-h-[min(34rem,80dvh)] flex-col">
        <Autocomplete.Root
          open
          inline
          items={groups}
          filter={null}
          value={typed}
          onValueChange={setTyped}
          itemToStringValue={labelOf}
          autoHighlight="always"
          keepHighlight
        >
          <div className="flex items-center gap-2.5 border-b border-line pe-2 ps-4">
            <Search size={16} className="shrink-0 text-ink-faint" aria-hidden />
            <Autocomplete.Input
              autoFocus
              aria-label={t("search")}
              placeholder={t("searchPlaceholder")}
              className="h-12 min-w-0 grow bg-transparent text-base outline-none placeholder:text-ink-faint"
            />
            <IconButton label={t("close")} size="icon-small" onClick={onClose}>
              <X size={16} />
            </IconButton>
          </div>
          <div className="min-h-0 grow overflow-y-auto overscroll-contain">
            <Autocomplete.List className="p-1.5 empty:hidden">
              {(group: PaletteGroup) => (
                <Autocomplete.Group key={group.value} items={group.items}>
                  <Autocomplete.GroupLabel className="px-2.5 pb-1 pt-2 text-xs text-ink-faint">
                    {t(group.value)}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(item: PaletteItem) => (
                      <PaletteRow key={item.key} item={item} onChoose={() => choose(item)} />
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </div>
          <Autocomplete.Status className="border-t border-line px-4 py-2 text-xs text-ink-faint empty:hidden">
            {query !== "" && (found.failed ? t("searchFailed") : status)}
          </Autocomplete.Status>
        </Autocomplete.Root>
      </div>
    </Modal>
  );
}
