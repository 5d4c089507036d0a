"use client";

import { useEffect, useState } from "react";
import { dayOf } from "@/lib/usage/days";

const lookEveryMs = 60_000;

/** A moment of the day that it is in China, in epoch milliseconds; another one once the next day has begun. */
export function useToday(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const look = () => setNow((then) => (dayOf(then) === dayOf(Date.now()) ? then : Date.now()));
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
