"use client";

import { useEffect, useState } from "react";
import { loadCode } from "@/app/_browser/code";
import { Extra } from "@/app/_failures/extra";
import { type Notice, Toast } from "./toast";

type Toaster = typeof import("./toaster")["Toaster"];

let show: ((notice: Notice) => void) | undefined;

/** Shows a notice at the edge of the page for a few seconds. */
export const notify = (notice: Notice): void => show?.(notice);

/**
 * Renders the place where notices appear. The toast library loads with the first notice; when it fails, the last
 * notice is shown without it.
 */
export function Toasts() {
  const [notice, setNotice] = useState<Notice>();
  const [Toaster, setToaster] = useState<Toaster>();
  const [isPlain, setPlain] = useState(false);
  useEffect(() => {
    show = setNotice;
    return () => {
      show = undefined;
    };
  }, []);
  const isWanted = notice !== undefined && !isPlain;
  useEffect(() => {
    if (!isWanted) return;
    loadCode(() => import("./toaster")).then(
      (module) => setToaster(() => module.Toaster),
      () => setPlain(true),
    );
  }, [isWanted]);
  const onReady = (draw: (notice: Notice) => void) => {
    if (show !== draw && notice) draw(notice);
    show = draw;
  };
  const onFailed = () => {
    show = setNotice;
    setPlain(true);
  };
  if (!notice) return null;
  if (isPlain) return <PlainToast key={notice.text} notice={notice} close={() => setNotice(undefined)} />;
  return (
    Toaster && (
      <Extra onFailed={onFailed}>
        <Toaster onReady={onReady} />
      </Extra>
    )
  );
}

const PLAIN_MILLISECONDS = 8000;

/** Renders a notice without the toast library. */
function PlainToast({ notice, close }: { notice: Notice; close: () => void }) {
  const [leave] = useState(() => close);
  useEffect(() => {
    const timer = setTimeout(leave, PLAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [leave]);
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="fixed right-5 bottom-5 z-50 max-sm:right-3 max-sm:bottom-[calc(4.25rem+env(safe-area-inset-bottom))]"
    >
      <Toast notice={notice} close={close} />
    </section>
  );
}
