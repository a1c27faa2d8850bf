import { ArrowUpRight } from "lucide-react";
import { plainName } from "@/app/_components/entity/plain-name";
import { safeLink } from "./safe-link";

const LABELS = { website: "Website", handle: "Twitter" };

type OutsideLinkProps = {
  /** The text as it was declared. */
  text: string | null;
  declared: keyof typeof LABELS;
};

/** Renders a self-declared link, or plain text where it is not safe to open. It sends no referrer. */
export function OutsideLink({ text, declared }: OutsideLinkProps) {
  const href = safeLink(text, declared);
  const words = plainName(text);
  if (!href)
    return (
      words && (
        <span className="min-w-0 max-w-full truncate">
          {LABELS[declared]}: <bdi translate="no">{words}</bdi>
        </span>
      )
    );
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer nofollow ugc"
      title={href}
      className="inline-flex items-center gap-0.5 text-accent hover:underline"
    >
      {LABELS[declared]}
      <ArrowUpRight className="size-3.5" aria-hidden="true" />
    </a>
  );
}
