"use client";

import { useEffect, useState } from "react";

const EVERY_MILLISECONDS = 2000;

/** Returns whether the server answers. It asks repeatedly while a component uses it. */
export function useReachable(): boolean {
  const [isReachable, setReachable] = useState(true);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const answer = await fetch("/api/health", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
      if (!isOver) setReachable(answer !== undefined);
    };
    const onOffline = () => setReachable(false);
    if (navigator.onLine === false) onOffline();
    const timer = setInterval(look, EVERY_MILLISECONDS);
    window.addEventListener("offline", onOffline);
    return () => {
      isOver = true;
      clearInterval(timer);
      window.removeEventListener("offline", onOffline);
    };
  }, []);
  return isReachable;
}
