/** Says at the top of a page that it is a visitor's, since the account database does not answer. */
export const AccountAway = () => (
  <p role="status" className="border-b bg-medium/10 px-4 py-1 text-center text-sm text-ink">
    Your account cannot be read right now, so this page is as visitors see it. You are still signed in; load
    the page again in a moment.
  </p>
);
