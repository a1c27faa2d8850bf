import { isCodeError } from "@/app/_browser/code";
import { type Missing, NOT_SERVED } from "@/app/_browser/missing";

const DATABASE = "database:";

/** Returns the digest of an error whose database did not answer. A browser sees nothing else of a server error. */
export const databaseDigest = (requestId: string): string => `${DATABASE}${requestId}`;

type PageError = {
  title: string;
  text: string;
  reference?: string;
  /** The remedy to offer: ask again, load the whole page again, or none. */
  remedy: "retry" | "reload" | "none";
};

const NOT_LOADED: PageError = {
  title: "A part of this page did not load",
  text: "EigenWatch may have been updated since you opened it, or cannot be reached. Load the page again.",
  remedy: "reload",
};

/** Returns the text for a server error, of which only the digest is known, if any. */
export function readServerError(digest: string | undefined): PageError {
  if (digest?.startsWith(DATABASE))
    return {
      title: "The database did not answer",
      text: "This could not be read in time. Nothing was lost. Try again in a moment.",
      reference: digest.slice(DATABASE.length),
      remedy: "retry",
    };
  const next = digest
    ? "Try again, and send us the reference if the problem stays."
    : "Try again in a moment.";
  return {
    title: "Something went wrong on our side",
    text: `EigenWatch could not build this page. Nothing was lost. ${next}`,
    reference: digest,
    remedy: "retry",
  };
}

/** Returns the text for an error that kept a page, or a part of one, from being shown. */
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
