import { substituteMissing } from "./app/_lib/browser";

// Has to run before any other code of the page.
substituteMissing();
