"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { notify } from "@/app/_components/ui/toasts";
import { sentenceFor } from "@/app/_failures/unanswered";
import { useTRPC } from "@/app/_trpc/client";

/** Saves all data of the account as a file. */
export function ExportData() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const data = await queryClient.fetchQuery(
        trpc.account.data.export.queryOptions(undefined, { staleTime: 0, gcTime: 0 }),
      );
      const file = new Blob([data.json], { type: "application/json" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `eigenwatch-${data.exportedAt.toISOString().slice(0, 10)}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      const detail = sentenceFor(error, "Please try again.");
      notify({ tone: "problem", text: "Nothing was exported", detail });
    }
    setBusy(false);
  };
  return (
    <Button onClick={() => void save()} disabled={isBusy} className="max-sm:w-full">
      <Download className="size-4" strokeWidth={1.75} aria-hidden="true" /> Download
    </Button>
  );
}
