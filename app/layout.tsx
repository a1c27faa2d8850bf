import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { env } from "@/server/env";
import { mayUse } from "@/server/trpc/tiers";
import { MissingCode } from "./_browser/missing-code";
import { AccountAway } from "./_components/account/account-away";
import { AccountMenu } from "./_components/account/account-menu";
import { AccountProvider } from "./_components/account/account-provider";
import { PreferencesFollower } from "./_components/account/preferences-follower";
import { CompareTray } from "./_components/compare/compare-tray";
import { findPreferences, findUsdPerEth } from "./_components/currency/money";
import { DemoNotice } from "./_components/demo/demo-notice";
import { checksumAddress } from "./_components/entity/short-address";
import { SearchProvider } from "./_components/search/search-provider";
import { Announcement } from "./_components/shell/announcement";
import { fontVariables } from "./_components/shell/fonts";
import { Footer } from "./_components/shell/footer";
import { Header } from "./_components/shell/header";
import { PhoneNav } from "./_components/shell/nav-links";
import { Toasts } from "./_components/ui/toasts";
import { CurrencyProvider } from "./_components/values/amount";
import { Extra } from "./_failures/extra";
import { TrpcProvider } from "./_trpc/client";
import { api } from "./_trpc/server";
import "./globals.css";

export const metadata: Metadata = {
  metadataBase: new URL(env.PUBLIC_URL),
  title: { default: "EigenWatch: can this operator be trusted?", template: "%s · EigenWatch" },
  description:
    "Value secured, delegators, commission, slashings and risk of every EigenLayer operator, with the source of each figure.",
  applicationName: "EigenWatch",
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#13161b" },
  ],
};

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const { viewer, isUnchecked } = await findViewer();
  const [preferences, usdPerEth] = await Promise.all([findPreferences(), findUsdPerEth()]);
  const page = (
    <TrpcProvider>
      <NuqsAdapter>
        <AccountProvider
          viewer={viewer}
          chainIds={env.SIWE_CHAIN_IDS}
          relay={env.relay}
          site={new URL(env.NEXTAUTH_URL).origin}
        >
          <CurrencyProvider usdPerEth={usdPerEth}>
            <SearchProvider>
              <a
                href="#content"
                className="absolute top-2 left-4 z-50 -translate-y-20 rounded-lg bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
              >
                Skip to content
              </a>
              <Announcement />
              <DemoNotice />
              <Header>
                <Extra>
                  <AccountMenu />
                </Extra>
              </Header>
              {isUnchecked && <AccountAway />}
              {children}
              <Footer />
              <PhoneNav />
              <Extra>
                <CompareTray mayCompare={mayUse(viewer.tier, "operatorComparison")} />
              </Extra>
              <Extra>
                <Toasts />
              </Extra>
              <Extra>
                <MissingCode />
              </Extra>
              <Extra>
                <PreferencesFollower theme={preferences?.theme} />
              </Extra>
            </SearchProvider>
          </CurrencyProvider>
        </AccountProvider>
      </NuqsAdapter>
    </TrpcProvider>
  );
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <Extra absent={page}>
          <ThemeProvider attribute="data-theme" defaultTheme="system" nonce={nonce}>
            {page}
          </ThemeProvider>
        </Extra>
      </body>
    </html>
  );
}

async function findViewer() {
  const viewer = await api.account.viewer();
  const { tier, address = null, displayName = null } = { address: null, displayName: null, ...viewer };
  const shown = { tier, displayName, address: address && checksumAddress(address) };
  return { viewer: shown, isUnchecked: "isUnchecked" in viewer };
}
