import { api } from "../_trpc/server";
import { SettingsNav } from "./_components/settings-nav";

export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  const { tier } = await api.account.viewer();
  return (
    <main className="page py-7" id="content">
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">Settings</h1>
      {tier === "VISITOR" ? (
        children
      ) : (
        <div className="lg:grid lg:max-w-4xl lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10">
          <SettingsNav />
          <div className="min-w-0">{children}</div>
        </div>
      )}
    </main>
  );
}
