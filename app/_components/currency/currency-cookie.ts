/** The cookie of a visitor's currency: "ETH", or anything else for dollars. */
export const CURRENCY_COOKIE = "currency";
