"use client";

import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { type Notice, Toast } from "./toast";

const draw = (notice: Notice) =>
  toast.custom((id) => <Toast notice={notice} close={() => toast.dismiss(id)} />, {
    // A repeated notice replaces the earlier one.
    id: `${notice.tone} ${notice.text}`,
    duration: notice.tone === "problem" ? 8000 : 4000,
  });

/** Renders notices, above the navigation bar on a phone. */
export function Toaster({ onReady }: { onReady: (draw: (notice: Notice) => void) => void }) {
  const ready = useRef(onReady);
  useEffect(() => ready.current(draw), []);
  return (
    <Sonner
      position="bottom-right"
      offset={20}
      mobileOffset={{ bottom: "calc(4.25rem + env(safe-area-inset-bottom))", left: 12, right: 12 }}
      visibleToasts={3}
      containerAriaLabel="Notices"
    />
  );
}
