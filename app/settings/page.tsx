import { redirect } from "next/navigation";
import { SECTIONS } from "./_components/sections";

export default function SettingsPage() {
  redirect(SECTIONS[0]?.href ?? "/");
}
