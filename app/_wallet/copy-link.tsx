import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/app/_browser/browser";
import { Button } from "@/app/_components/ui/button";

/** Renders a button that copies a pairing link, for wallets that cannot scan a QR code. */
export function CopyLink({ text }: { text: string }) {
  const [said, setSaid] = useState("Copy the link");
  const copy = async () =>
    setSaid((await copyText(text)) ? "Link copied" : "This browser does not let us copy");
  const Icon = said === "Link copied" ? Check : Copy;
  return (
    <Button className="h-10 max-sm:h-11" onClick={copy}>
      <Icon className="size-4" aria-hidden="true" />
      <span aria-live="polite">{said}</span>
    </Button>
  );
}
