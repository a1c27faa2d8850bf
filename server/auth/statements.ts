/** The sentences that the wallet shows its owner. A signature for one purpose is valid for no other. */
export const STATEMENTS = {
  signIn: "Sign in to EigenWatch. This is a message, not a transaction, and costs nothing.",
  confirm: "Confirm to EigenWatch that it is still you. This is a message, not a transaction.",
  delete: "Delete my EigenWatch account and everything in it. This cannot be undone.",
} as const;
export type Purpose = keyof typeof STATEMENTS;

/** The sentence of each sign-in refusal, by the fixed word that may stand in a URL. */
export const SIGN_IN_ERRORS = {
  EXPIRED: "This sign-in request has expired or was used already. Please try again.",
  REFUSED:
    "The signed message is not one that EigenWatch asked for, or the signature is not this wallet's. Sign with the account that you connected; a smart-contract wallet has to exist on this chain.",
  WALLET_UNCHECKED:
    "The signature of this smart-contract wallet could not be checked: only its chain can, and it could not be asked. Sign with a wallet that has a key of its own, or try again later.",
  WALLET_UNCHECKABLE:
    "This site cannot check smart-contract wallets on this chain. Sign in with a wallet that has a key of its own.",
  DISABLED: "This account is disabled.",
  CLOSED: "Signing in is closed for now. Browsers that are signed in stay so. Please try again later.",
  RATE_LIMITED: "Too many sign-ins. Please wait a minute and try again.",
  UNAVAILABLE: "Signing in is not possible right now. Please try again in a moment.",
} as const;
export type SignInError = keyof typeof SIGN_IN_ERRORS;

/** The sentence of FORBIDDEN when the wallet's last signature is too old. */
export const SIGN_AGAIN = "Sign again with your wallet to do this.";

/** How long a signature counts as recent. */
export const RECENT_AUTH_MINUTES = 10;

/** How long it counts as recent for those who administer the site. */
export const ADMIN_AUTH_MINUTES = 15;

/** How long a mailed code can be entered. */
export const CODE_MINUTES = 10;

/** How long a nonce can be signed. The message's "Issued At" is its expiry less this, by our clock. */
export const NONCE_MILLISECONDS = 5 * 60_000;
