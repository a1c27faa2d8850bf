import { api } from "@/app/_trpc/server";
import { Freshness } from "../freshness/freshness";

/**
 * Renders the end of every page: the age and the sources of its figures. It stands even when the database does
 * not answer.
 */
export async function Footer() {
  const freshness = await api.analytics.network.freshness().catch(() => null);
  return (
    <footer className="page mt-auto pt-10 max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]">
      <div className="flex justify-between gap-x-8 gap-y-1.5 border-t pt-4.5 pb-8 text-xs text-dim max-lg:flex-col">
        <Freshness
          block={freshness?.blockNumber ?? null}
          updatedAt={freshness?.processedAt ?? null}
          provenance={freshness?.provenance ?? null}
        />
      </div>
    </footer>
  );
}
