import { headers } from "next/headers";
import { scriptJson } from "./schema-org";

/** Describes the subject of a page to search engines. */
export async function StructuredData({ things }: { things: object[] }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      // The browser hides the nonce from scripts, so React would report a mismatch.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: scriptJson leaves nothing that could end the element
      dangerouslySetInnerHTML={{
        __html: scriptJson({ "@context": "https://schema.org", "@graph": things }),
      }}
    />
  );
}
