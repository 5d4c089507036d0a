"use client";

import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type TourStep, takeStep, tour } from "@/lib/tour/tour-store";

/** Runs a page's first example once, where the guided tour sent the person for it; `ready`: the page can send it. */
export function useGuidedStart(step: TourStep, ready: boolean, start: () => void): void {
  const handed = useStore(tour, (state) => state.handed === step);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    if (handed && ready && takeStep(step)) latest.current();
  }, [handed, ready, step]);
}
