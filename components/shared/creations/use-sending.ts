"use client";

import { useRef, useState } from "react";
import type { CreationRecord } from "@/lib/history/creation-record";

type Make = () => Promise<CreationRecord[]>;

const form = "form";

/** Sends what a form holds, one press at a time, and what is asked for beside it, each once until it is on its way. */
export function useSending(sendRecords: (records: CreationRecord[]) => Promise<boolean>) {
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(0);
  const [failed, setFailed] = useState(false);
  const underWay = useRef(new Set<string>());
  const send = async (what: string, make: Make): Promise<boolean> => {
    if (underWay.current.has(what)) return false;
    underWay.current.add(what);
    setFailed(false);
    try {
      return await sendRecords(await make());
    } catch {
      setFailed(true); // no room for what is sent, or what sends could not be fetched
      return false;
    } finally {
      underWay.current.delete(what);
    }
  };
  return {
    sending,
    /** How often the form was sent. */
    sent,
    /** There was no room for the last that was sent. */
    failed,
    /** Gives whether it was sent. */
    sendForm: async (make: Make): Promise<boolean> => {
      setSending(true);
      const done = await send(form, make);
      setSending(underWay.current.has(form));
      if (done) setSent((known) => known + 1);
      return done;
    },
    sendBeside: (what: string, make: Make): void => void send(what, make),
  };
}
