"use client";

import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { type TourStep, takeStep, tour } from "@/lib/tour/tour-store";
import { draftsRead } from "./use-draft";

/**
 * Runs a page's first example once, where the guided tour sent the person for it; `ready`: the page can send it. What was
 * being written is read first, so that it stays in its box.
 */
export function useGuidedStart(step: TourStep, ready: boolean, start: () => void): void {
  const handed = useStore(tour, (state) => state.handed === step);
  const [read, setRead] = useState(false);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    let current = true;
    void draftsRead().then(() => current && setRead(true));
    return () => {
      current = false;
    };
  }, []);
  useEffect(() => {
    if (handed && ready && read && takeStep(step)) latest.current();
  }, [handed, ready, read, step]);
}
