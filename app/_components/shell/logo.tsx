import { Link } from "../navigation/link";

/** Renders the logo, which links to the home page. */
export const Logo = () => (
  <Link
    href="/"
    prefetch={false}
    className="flex items-center gap-2 text-[0.9375rem] font-semibold tracking-tight"
  >
    <svg
      viewBox="0 0 24 24"
      className="size-[22px] text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
    >
      <path d="M2 12S6 5 12 5s10 7 10 7-4 7-10 7S2 12 2 12Z" />
      <path d="M12 8.2a3.8 3.8 0 1 0 3.8 3.8" strokeLinecap="round" />
    </svg>
    EigenWatch
  </Link>
);
