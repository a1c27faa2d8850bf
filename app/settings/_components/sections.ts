/** The pages of the settings, in the order of their navigation. */
export const SECTIONS = [
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/emails", label: "Emails" },
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/preferences", label: "Preferences" },
  { href: "/settings/sessions", label: "Sessions" },
  { href: "/settings/security", label: "Security log" },
  { href: "/settings/subscription", label: "Subscription" },
  { href: "/settings/danger", label: "Danger zone" },
];
