"use client";

import { useEffect, useState } from "react";
import type { OpenPdf } from "@/lib/chat/attachments/pdf";
import type { FileProblem } from "@/lib/files/file-problem";
import { findMedia } from "@/lib/files/media-shelf";

/** A PDF of this browser, open for as long as the component is there. */
export function usePdf(mediaId: string): { pdf?: OpenPdf; problem?: FileProblem } {
  const [state, setState] = useState<{ pdf?: OpenPdf; problem?: FileProblem }>({});
  useEffect(() => {
    let current = true;
    let opened: OpenPdf | undefined;
    const open = async () => {
      const file = await findMedia(mediaId);
      if (!file) return setState({ problem: "unreadable" });
      const { openPdf } = await import("@/lib/chat/attachments/pdf");
      const pdf = await openPdf(file);
      if (!pdf.ok) return setState({ problem: pdf.error });
      opened = pdf.value;
      if (current) setState({ pdf: opened });
      else await opened.close();
    };
    open().catch(() => setState({ problem: "unreadable" }));
    return () => {
      current = false;
      void opened?.close();
    };
  }, [mediaId]);
  return state;
}
