import { substituteMissing } from "./app/_lib/browser";

// Runs before anything else of the page does.
substituteMissing();
