import { plainName } from "@/app/_components/entity/plain-name";

/** The subject of an error report, in words for the person who reads the mail. */
export interface Reported {
  kind: "operator" | "AVS" | "strategy" | "staker" | "entity";
  name: string | null;
  /** The address, or the slug of an entity. */
  id: string;
}

/** Returns the link to report an error: mail gets a subject that names the entity. `null` if no contact is set. */
export function reportHref(contact: string | undefined, { kind, name, id }: Reported): string | null {
  if (contact === undefined) return null;
  if (!contact.startsWith("mailto:")) return contact;
  const subject = ["Error on EigenWatch:", kind, plainName(name), id].filter(Boolean).join(" ");
  return `${contact}?subject=${encodeURIComponent(subject)}`;
}
