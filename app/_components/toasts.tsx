"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

export type Notice = {
  tone: "done" | "problem";
  text: string;
  /** More than the text, such as what to do now. */
  detail?: string;
  action?: { label: string; onClick: () => void };
};

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

let show: ((notice: Notice) => void) | undefined;

/** Says something at the edge of the page for a few seconds. */
export const notify = (notice: Notice): void => show?.(notice);

/** Where notices appear. What draws them loads with the first one. */
export function Toasts() {
  const [first, setFirst] = useState<Notice>();
  useEffect(() => {
    show = setFirst;
    return () => {
      show = undefined;
    };
  }, []);
  const onReady = (draw: (notice: Notice) => void) => {
    if (show !== draw && first) draw(first);
    show = draw;
  };
  return first && <Toaster onReady={onReady} />;
}
