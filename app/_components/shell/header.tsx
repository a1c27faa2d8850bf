import { Extra } from "@/app/_failures/extra";
import { api } from "@/app/_trpc/server";
import { CurrencySwitch } from "../currency/currency-switch";
import { DataAge } from "../freshness/data-age";
import { SearchButton } from "../search/search-button";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { ThemeSwitch } from "./theme-switch";

/** Renders the top of every page, with the age of its figures. On a phone its links move to a bar at the bottom. */
export async function Header({ children }: { children?: React.ReactNode }) {
  const freshness = await api.analytics.network.freshness().catch(() => null);
  return (
    <header className="sticky top-0 z-30 border-b bg-card">
      <div className="flex h-14 items-center gap-3 px-4 md:px-7 lg:gap-4">
        <Logo />
        <NavLinks />
        <div className="ml-auto flex items-center gap-1 lg:gap-2">
          <DataAge updatedAt={freshness?.processedAt ?? null} prices={freshness?.prices} />
          <Extra>
            <SearchButton variant="field" className="max-lg:hidden" />
            <SearchButton variant="icon" className="lg:hidden" />
          </Extra>
          <Extra>
            <CurrencySwitch />
          </Extra>
          <Extra>
            <ThemeSwitch />
          </Extra>
          {children}
        </div>
      </div>
    </header>
  );
}
