"use client";

import { ChevronLeft, ChevronRight, Columns2, Maximize, RotateCcw, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { isSealed } from "@/lib/creations/creation";
import type { ResultActions, ShownResult } from "./actions";
import { CompareBar, resultKey, useOthers } from "./compare-bar";
import { ResultTools } from "./result-tools";
import { useResultUrl } from "./use-result-url";
import { useZoom } from "./use-zoom";

type ViewerProps = {
  result: ShownResult;
  all: readonly ShownResult[];
  actions: ResultActions;
  onClose: () => void;
};

/** A picture or clip as large as the window; a picture also against another one. All of it works by keyboard and by touch. */
export function Viewer({ result, all, actions, onClose }: ViewerProps) {
  const t = useTranslations("creations");
  const dialog = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(result);
  const [comparing, setComparing] = useState(false);
  const [otherKey, setOtherKey] = useState<string>();
  const [divider, setDivider] = useState(50);
  const { zoom, larger, smaller, reset, handlers } = useZoom(area);
  // By name and not by place: the list grows at its start while somebody looks.
  const at = Math.max(
    0,
    all.findIndex((one) => resultKey(one) === resultKey(shown)),
  );
  const isClip = isVideo(shown);
  const pictures = useMemo(() => all.filter((one) => !isVideo(one)), [all]);
  const others = useOthers(shown, pictures);
  const other = others.find((one) => resultKey(one) === otherKey) ?? others[0];
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const go = (step: number) => {
    if (all.length < 2) return;
    const next = all[(at + step + all.length) % all.length];
    if (next) setShown(next);
    reset();
  };
  const label = t("result", { number: at + 1 });
  const { onUseAsInput, onAgain, onReuse } = actions;
  const thenClose =
    <Value,>(act: (value: Value) => void) =>
    (value: Value) => {
      act(value);
      onClose();
    };
  /** What changes the page under it leads back there. */
  const leaving: ResultActions = {
    ...actions,
    ...(onAgain && { onAgain: thenClose(onAgain) }),
    onDeleteResult: thenClose(actions.onDeleteResult),
    ...(onUseAsInput && { onUseAsInput: thenClose(onUseAsInput) }),
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    "+": larger,
    "=": larger,
    "-": smaller,
    "0": reset,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = keys[event.key];
    // The divider, the list of pictures and a player have their own use for the arrows.
    const own = event.target instanceof HTMLElement && event.target.matches("input, select, video");
    if (!action || own || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  };
  return (
    <dialog
      ref={dialog}
      aria-label={t("viewer")}
      onClose={onClose}
      onKeyDown={onKeyDown}
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none bg-canvas text-ink"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 border-b border-line bg-surface px-2 py-1.5">
          <p className="min-w-0 grow truncate ps-2 text-sm" title={shown.record.prompt}>
            {shown.record.prompt}
          </p>
          {all.length > 1 && (
            <span className="shrink-0 text-xs text-ink-muted tabular-nums max-sm:hidden">
              {t("place", { number: at + 1, count: all.length })}
            </span>
          )}
          {!isClip && (
            <>
              <IconButton
                label={t("compare")}
                variant="toggle"
                aria-pressed={comparing}
                onClick={() => setComparing(!comparing)}
              >
                <Columns2 size={17} />
              </IconButton>
              <IconButton label={t("zoomOut")} onClick={smaller} className="max-sm:hidden">
                <ZoomOut size={17} />
              </IconButton>
              <IconButton label={t("zoomFit")} onClick={reset}>
                <Maximize size={17} />
              </IconButton>
              <IconButton label={t("zoomIn")} onClick={larger} className="max-sm:hidden">
                <ZoomIn size={17} />
              </IconButton>
            </>
          )}
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <div className="relative min-h-0 grow overflow-hidden bg-sunken">
          {isClip && <Clip result={shown} />}
          <div
            ref={area}
            hidden={isClip}
            {...handlers}
            className="absolute inset-0 touch-none cursor-grab active:cursor-grabbing"
          >
            <div
              className="absolute inset-3"
              style={{ transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` }}
            >
              {!isClip && <Picture result={shown} />}
              {comparing && other && <OtherHalf result={other} divider={divider} />}
            </div>
          </div>
          {all.length > 1 && (
            <>
              <Step label={t("previous")} side="start-2" onClick={() => go(-1)}>
                <ChevronLeft size={20} />
              </Step>
              <Step label={t("next")} side="end-2" onClick={() => go(1)}>
                <ChevronRight size={20} />
              </Step>
            </>
          )}
        </div>
        {comparing && !isClip && (
          <CompareBar
            others={others}
            other={other}
            onOther={setOtherKey}
            divider={divider}
            onDivider={setDivider}
          />
        )}
        <footer className="flex flex-wrap items-center gap-x-4 border-t border-line bg-surface px-4 py-1 text-xs text-ink-muted">
          {!isSealed(shown.record) && (
            <>
              <span className="min-w-0 truncate">{shown.record.model}</span>
              <span className="-ms-1 flex">
                <ResultTools result={shown} label={label} actions={leaving}>
                  {onReuse && (
                    <IconButton
                      label={t("reuse")}
                      size="icon-small"
                      onClick={() => thenClose(onReuse)([shown.record])}
                    >
                      <RotateCcw size={15} />
                    </IconButton>
                  )}
                </ResultTools>
              </span>
            </>
          )}
          <span className="ms-auto shrink-0 pointer-coarse:hidden">{t("viewerKeys")}</span>
        </footer>
      </div>
    </dialog>
  );
}

const isVideo = ({ item }: ShownResult) => item.type.startsWith("video/");

/** A clip with the browser's own player, which has its keys and its full screen. */
function Clip({ result: { record, item } }: { result: ShownResult }) {
  const url = useResultUrl(item.mediaId);
  if (!url) return null;
  return (
    // biome-ignore lint/a11y/useMediaCaption: a clip that was just made has no captions
    <video
      key={item.mediaId}
      src={url}
      aria-label={record.prompt}
      controls
      loop
      playsInline
      className="absolute inset-3 h-[calc(100%-1.5rem)] w-[calc(100%-1.5rem)] object-contain"
    />
  );
}

function Picture({ result: { record, item } }: { result: ShownResult }) {
  const url = useResultUrl(item.mediaId);
  if (!url) return null;
  return (
    // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
    <img
      src={url}
      alt={record.prompt}
      draggable={false}
      className="absolute inset-0 size-full object-contain select-none"
    />
  );
}

/** The picture to compare with, over the first one from the divider on. */
function OtherHalf({ result, divider }: { result: ShownResult; divider: number }) {
  return (
    <>
      <div className="absolute inset-0 bg-sunken" style={{ clipPath: `inset(0 0 0 ${divider}%)` }}>
        <Picture result={result} />
      </div>
      <div aria-hidden className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${divider}%` }} />
    </>
  );
}

type StepProps = { label: string; side: string; onClick: () => void; children: ReactNode };

const Step = ({ label, side, onClick, children }: StepProps) => (
  <IconButton
    label={label}
    variant="floating"
    className={`absolute top-1/2 -translate-y-1/2 ${side}`}
    onClick={onClick}
  >
    {children}
  </IconButton>
);
