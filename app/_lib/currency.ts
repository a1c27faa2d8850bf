/** Where a visitor's browser keeps its currency: "ETH", or anything else for dollars. */
export const CURRENCY_COOKIE = "currency";
