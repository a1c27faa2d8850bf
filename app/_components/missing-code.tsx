"use client";

import { useEffect, useId, useRef, useState } from "react";
import { type Absence, findAbsence, loadCode } from "@/app/_lib/code";
import { reloadWithTyped, restoreTyped } from "@/app/_lib/typed";
import { Button } from "./ui/button";

type Missing = { why: Absence; choose: (isRetry: boolean) => void };

const RELOAD = "Load the page again. Its address and what you typed stay.";
const SENTENCES: Record<Absence | "again", { title: string; text: string }> = {
  updated: {
    title: "EigenWatch has been updated",
    text: `This page is from an earlier version, which is no longer served. ${RELOAD}`,
  },
  blocked: {
    title: "EigenWatch may have been updated",
    text: `A part of this page did not load: the answer was not EigenWatch's. It may come from a proxy or from a network that asks you to sign in. ${RELOAD}`,
  },
  offline: {
    title: "EigenWatch cannot be reached",
    text: "A part of this page did not load. The page stays as it is. Try again when you are connected.",
  },
  broken: {
    title: "This browser cannot do that",
    text: "A part of this page does not run in this browser. Everything that you can read here stays.",
  },
  again: {
    title: "A part of EigenWatch is missing",
    text: "Loading the page again did not help. Something between this browser and EigenWatch, such as a proxy, keeps that part away. Everything that you can read here stays.",
  },
};

let show: ((missing: Missing) => void) | undefined;

/** Loads a part of the code. When it does not come, says why and what helps; `undefined` when the person gives up. */
export async function askForCode<T>(load: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await loadCode(load);
    } catch (error) {
      const why = await findAbsence(error);
      const isRetry = await new Promise<boolean>((choose) => (show ? show({ why, choose }) : choose(false)));
      if (!isRetry) return undefined;
    }
  }
}

/** Says why a part of the code did not come, over the page, and offers what helps. */
export function MissingCode() {
  const [missing, setMissing] = useState<Missing>();
  const [wasReloaded, setReloaded] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  useEffect(() => {
    setReloaded(restoreTyped());
    show = setMissing;
    return () => {
      show = undefined;
    };
  }, []);
  useEffect(() => {
    if (!missing) return;
    if (dialog.current?.showModal) dialog.current.showModal();
    else dialog.current?.setAttribute("open", "");
    if (missing.why !== "offline") return;
    const retry = () => dialog.current?.close("retry");
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [missing]);
  if (!missing) return null;
  const isReload = missing.why === "updated" || missing.why === "blocked";
  const { title, text } = SENTENCES[isReload && wasReloaded ? "again" : missing.why];
  const close = (how: "retry" | "leave") => dialog.current?.close(how);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onClose={() => {
        missing.choose(dialog.current?.returnValue === "retry");
        setMissing(undefined);
      }}
      className="fixed inset-x-0 bottom-0 m-auto w-full max-w-full rounded-xl bg-raised p-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-ink shadow-float outline-none backdrop:bg-[#0d0f13]/40 max-sm:mb-0 max-sm:rounded-b-none sm:inset-0 sm:max-w-100 dark:backdrop:bg-[#000]/60"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {title}
      </h2>
      <p id={textId} className="mt-1 text-sm text-dim">
        {text}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={() => close("leave")}>
          Close
        </Button>
        {missing.why === "offline" && (
          <Button variant="primary" onClick={() => close("retry")}>
            Try again
          </Button>
        )}
        {isReload && !wasReloaded && (
          <Button variant="primary" onClick={reloadWithTyped}>
            Load the page again
          </Button>
        )}
      </div>
    </dialog>
  );
}
