"use client";

import { Image as ImageIcon } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import { JobStatus } from "@/components/shared/archive/job-status";
import { useArchiveJob } from "@/components/shared/archive/use-archive-job";
import { Button } from "@/components/ui/button";
import { err, ok, type Result } from "@/lib/core/result";
import type { Watching } from "@/lib/history/archive/archive-client";
import { type ArchiveError, archiveErrorOf } from "@/lib/history/archive/failure";
import { readThreads } from "@/lib/history/archive/read-threads";
import { download, fileNameOf } from "@/lib/history/archive/save-file";
import { shownBranch } from "@/lib/history/archive/shown-words";
import { getMedia } from "@/lib/history/media";
import type { MessageRecord, ThreadRecord } from "@/lib/history/record";
import { type PictureContent, PictureSheet } from "./picture-sheet";

/** Saves a conversation as it looks, as one or several pictures. */
export function PictureExport({ thread, name }: { thread: ThreadRecord; name: string }) {
  const t = useTranslations("archive");
  const { job, run, cancel } = useArchiveJob<number>();
  const [content, setContent] = useState<PictureContent>();
  const sheetRef = useRef<HTMLDivElement>(null);

  const save = async (watching: Watching): Promise<Result<number, ArchiveError>> => {
    try {
      const [wanted, { drawPictures }] = await Promise.all([
        contentOf(thread.id, name),
        import("./draw-pictures"),
        // What shows answers is fetched when it is needed: it has to be there before anything is measured.
        import("@/components/shared/markdown/markdown-blocks"),
      ]);
      flushSync(() => setContent(wanted));
      if (!wanted || !sheetRef.current) return err({ problem: "nothing" });
      const pictures = await drawPictures(sheetRef.current, watching);
      for (const [at, picture] of pictures.entries())
        download(picture, fileNameOf(name, "png", pictures.length > 1 ? at + 1 : undefined));
      return ok(pictures.length);
    } catch (error) {
      return err(archiveErrorOf(error, watching.signal));
    } finally {
      setContent(undefined);
    }
  };
  return (
    <>
      <Button
        variant="solid"
        disabled={job.state === "working"}
        className="justify-self-start"
        onClick={() => void run(save)}
      >
        <ImageIcon size={15} aria-hidden /> {t("export")}
      </Button>
      <JobStatus
        job={job}
        label={t("drawing")}
        failed={t("exportFailed")}
        onCancel={cancel}
        done={(count) => <p>{t("drawn", { count })}</p>}
      />
      {content && <PictureSheet ref={sheetRef} content={content} />}
    </>
  );
}

async function contentOf(threadId: string, title: string): Promise<PictureContent | undefined> {
  for await (const stored of readThreads([threadId])) {
    const path = shownBranch(stored);
    return path.length > 0 ? { title, path, images: await imagesOf(path) } : undefined;
  }
  return undefined;
}

async function imagesOf(path: readonly MessageRecord[]): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const record of path)
    for (const { kind, ...attachment } of (record.role === "user" && record.attachments) || [])
      if (kind === "image" && "source" in attachment && attachment.source.kind === "media") {
        const { mediaId } = attachment.source;
        const blob = await getMedia(mediaId);
        if (blob) images.set(mediaId, await addressOf(blob));
      }
  return images;
}

/** A page may show `data:` addresses and not fetch `blob:` ones, which drawing would have to. */
function addressOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("The file could not be read."));
    reader.readAsDataURL(blob);
  });
}
