import { isCodeError } from "./code";
import { type Missing, NOT_SERVED } from "./missing";

const DATABASE = "database:";

/** Marks the error of a procedure whose database did not answer. Of an error on the server a browser sees only this mark. */
export const databaseDigest = (requestId: string): string => `${DATABASE}${requestId}`;

type PageError = {
  title: string;
  text: string;
  reference?: string;
  /** What helps: to ask for it again, to load the whole page again, or nothing here. */
  remedy: "retry" | "reload" | "none";
};

const NOT_LOADED: PageError = {
  title: "A part of this page did not load",
  text: "EigenWatch may have been updated since you opened it, or cannot be reached. Load the page again.",
  remedy: "reload",
};

/** Returns what to tell about an error on the server, of which only the digest is known, if that. */
export function readServerError(digest: string | undefined): PageError {
  if (digest?.startsWith(DATABASE))
    return {
      title: "The database did not answer",
      text: "This could not be read in time. Nothing was lost. Try again in a moment.",
      reference: digest.slice(DATABASE.length),
      remedy: "retry",
    };
  const next = digest ? "Try again, and tell us the reference if it stays." : "Try again in a moment.";
  return {
    title: "Something went wrong on our side",
    text: `EigenWatch could not put this together. Nothing was lost. ${next}`,
    reference: digest,
    remedy: "retry",
  };
}

/** Returns what to tell about an error that kept a page, or a part of one, from being shown. */
export function readPageError(error: Error & { digest?: string }, missing?: Missing): PageError {
  const { digest } = error;
  if (digest) return readServerError(digest);
  if (isCodeError(error)) {
    if (missing === undefined || missing === "offline" || missing === "broken") return NOT_LOADED;
    return { ...NOT_SERVED[missing], remedy: missing === "in vain" ? "none" : "reload" };
  }
  return {
    title: "This page stopped working in your browser",
    text: "Nothing was lost. Load the page again. If it happens every time, an extension of the browser may be in its way.",
    remedy: "reload",
  };
}
