import { renderToStaticMarkup } from "react-dom/server";
import { CurrencyProvider } from "./amount";

/** Returns the markup of an element. */
export const html = renderToStaticMarkup;

/** Returns the text of an element as it is read, in one line. */
export const words = (element: React.ReactElement): string =>
  html(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .replaceAll(" ,", ",")
    .trim();

/** Returns the text of an element for a person who counts in ether. */
export const inEther = (element: React.ReactElement): string =>
  words(<CurrencyProvider usdPerEth={2500}>{element}</CurrencyProvider>);
