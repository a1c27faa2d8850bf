import type { Metadata } from "next";
import { Card } from "@/app/_components/ui/card";
import { api } from "@/app/_trpc/server";
import { Section } from "../_components/section";
import { PreferenceChoices } from "./_components/preference-choices";

export const metadata: Metadata = { title: "Preferences", robots: { index: false } };

export default function PreferencesPage() {
  return (
    <Section
      title="Preferences"
      text="They follow your account to every browser that you sign in with."
      signIn="Sign in to set your preferences"
    >
      {async () => (
        <Card>
          <PreferenceChoices preferences={await api.account.preferences.get()} />
        </Card>
      )}
    </Section>
  );
}
