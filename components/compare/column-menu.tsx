"use client";

import { Menu } from "@base-ui/react/menu";
import {
  ArrowLeft,
  ArrowRight,
  Copy,
  CopyCheck,
  GitMerge,
  type LucideIcon,
  MessageSquare,
  RotateCcw,
  ScanSearch,
  Settings2,
  Trash2,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { Fragment, useRef } from "react";
import { useTranslations } from "use-intl";
import type { MenuOpening } from "@/components/ui/menu-button";
import { menuItemClass, menuPopupClass } from "@/components/ui/menu-style";
import { fewestColumns, mostColumns } from "@/lib/compare/column-setup";
import { columnStore } from "@/lib/history/columns";
import { storedThreads } from "@/lib/history/stored-threads";
import { forkThread } from "@/lib/history/threads";
import { cn } from "@/lib/ui/cn";
import type { ColumnThread } from "./column-view";
import type { ComparisonState } from "./use-comparison";

type ColumnMenuProps = MenuOpening & {
  state: ComparisonState;
  columnId: string;
  place: number;
  thread: ColumnThread;
  onMove: (to: number) => void;
  onRemove: (columnId: string) => void;
  onActive: (columnId: string) => void;
  onInspect: (runId: string) => void;
  onNote: (note: string) => void;
};

type Item = { label: string; Icon: LucideIcon; run: () => void; disabled?: boolean; danger?: boolean };

/** What can be done with a column. */
export function ColumnMenu({ trigger, container, ...props }: ColumnMenuProps) {
  const groups = useItems(props);
  const afterwards = useRef<() => void>(undefined);
  return (
    <Menu.Root
      defaultOpen
      onOpenChangeComplete={(open) => {
        if (open) return;
        afterwards.current?.();
        afterwards.current = undefined;
      }}
    >
      <Menu.Trigger render={trigger} />
      <Menu.Portal container={container}>
        <Menu.Positioner align="end" sideOffset={4} positionMethod="fixed" className="z-20">
          <Menu.Popup className={menuPopupClass}>
            {groups.map((items, at) => (
              <Fragment key={items[0]?.label}>
                {at > 0 && <Menu.Separator className="my-1 h-px bg-line" />}
                {items.map(({ label, Icon, run, disabled = false, danger }) => (
                  <Menu.Item
                    key={label}
                    disabled={disabled}
                    className={cn(menuItemClass, "data-disabled:opacity-45", danger && "text-danger")}
                    onClick={() => {
                      // What changes the columns waits until the menu has gone, which would take the focus along.
                      afterwards.current = run;
                    }}
                  >
                    <Icon size={15} aria-hidden /> {label}
                  </Menu.Item>
                ))}
              </Fragment>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function useItems(props: Omit<ColumnMenuProps, "trigger" | "container">): Item[][] {
  const { state, columnId, place, thread, onMove, onRemove, onActive, onInspect, onNote } = props;
  const t = useTranslations("compare");
  const chat = useTranslations("chat");
  const router = useRouter();
  const { comparison, columns, ask, busy } = state;
  const { session, path } = thread;
  const setup = columns.find(({ id }) => id === columnId)?.setup;
  const last = path.at(-1);
  const answer = last?.role === "assistant" ? last : undefined;
  const runId = answer?.runId;
  const request = setup && ask(setup);

  const alone = async () => {
    if (!last) return;
    const { threadId } = session;
    const title = (await storedThreads.thread(threadId))?.title ?? "";
    const chatId = await forkThread(columnStore(columnId), {
      threadId,
      messageId: last.id,
      title: t("chatTitle", { title, model: answer?.model ?? setup?.model ?? t("noModel") }),
      target: storedThreads,
    });
    if (chatId) router.push(`/chat/${chatId}`);
  };
  const continueAll = async () => {
    await comparison.continueAllFrom(columnId);
    onNote(t("continueAllDone", { place }));
  };
  const duplicate = async () => {
    const added = await comparison.duplicate(columnId);
    if (added) onActive(added);
  };
  const shareSettings = () => {
    if (!setup) return;
    const { options, systemPrompt } = setup;
    comparison.configureAll((other) => ({ ...other, options, systemPrompt }));
    void comparison.settleInstructions();
  };
  return [
    [
      {
        label: t("retryColumn"),
        Icon: RotateCcw,
        run: () => request && answer && void session.regenerate(answer.id, request),
        disabled: thread.busy || !answer || !request,
      },
      {
        label: t("continueAll"),
        Icon: GitMerge,
        run: () => void continueAll(),
        disabled: busy.size > 0 || !answer || columns.length < 2,
      },
      {
        label: t("openAsChat"),
        Icon: MessageSquare,
        run: () => void alone(),
        disabled: thread.busy || path.length === 0,
      },
      {
        label: chat("inspect"),
        Icon: ScanSearch,
        run: () => runId && onInspect(runId),
        disabled: !runId,
      },
    ],
    [
      {
        label: t("modelToAll"),
        Icon: CopyCheck,
        run: () => comparison.configureAll((other) => ({ ...other, model: setup?.model ?? null })),
        disabled: !setup?.model || columns.length < 2,
      },
      {
        label: t("settingsToAll"),
        Icon: Settings2,
        run: shareSettings,
        disabled: columns.length < 2,
      },
    ],
    [
      {
        label: t("duplicate"),
        Icon: Copy,
        run: () => void duplicate(),
        disabled: columns.length >= mostColumns,
      },
      { label: t("moveLeft"), Icon: ArrowLeft, run: () => onMove(place - 2), disabled: place === 1 },
      {
        label: t("moveRight"),
        Icon: ArrowRight,
        run: () => onMove(place),
        disabled: place === columns.length,
      },
      {
        label: t("remove"),
        Icon: Trash2,
        run: () => onRemove(columnId),
        disabled: columns.length <= fewestColumns,
        danger: true,
      },
    ],
  ];
}
