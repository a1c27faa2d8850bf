import type { Metadata } from "next";
import { EtherscanLink } from "@/app/_components/demo/demo";
import { Identicon } from "@/app/_components/entity/identicon";
import { Card } from "@/app/_components/ui/card";
import { Address } from "@/app/_components/values/address";
import { Time } from "@/app/_components/values/time";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { Setting } from "../_components/setting";
import { NameForm } from "./_components/name-form";

export const metadata: Metadata = { title: "Profile", robots: { index: false } };

export default function ProfilePage() {
  return (
    <Section
      title="Profile"
      text="How you appear here. Only you can see it."
      signIn="Sign in to see your profile"
    >
      {async () => {
        const profile = await api.account.profile.get();
        return (
          <Card>
            <div className="flex items-center gap-4 border-b pb-4">
              <Identicon address={profile.address} size="lg" />
              <div className="min-w-0">
                <p className="text-xs text-dim">Wallet</p>
                <Address
                  address={profile.address}
                  full
                  copy
                  explorer={<EtherscanLink address={profile.address} />}
                />
              </div>
            </div>
            <div className="border-b py-4">
              <NameForm displayName={profile.displayName} />
            </div>
            <div className="pt-3.5">
              <Setting short title="Member since">
                <Time at={profile.createdAt} show="day" className="text-dim" />
              </Setting>
              <Setting short title="Last sign-in">
                <Time at={profile.lastLoginAt} className="text-dim" />
              </Setting>
            </div>
          </Card>
        );
      }}
    </Section>
  );
}
