"use client";

import "./globals.css";
import { Button } from "./_components/ui/button";
import { readPageError } from "./_failures/read-page-error";

/** Replaces the whole page when even the layout fails, so it uses nothing but the design tokens. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const { title, text, reference } = readPageError(error);
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-content-center justify-items-center gap-2 p-6 text-center">
        <title>{`${title} · EigenWatch`}</title>
        <h1 className="font-semibold">{title}</h1>
        <p className="max-w-md text-dim">{text}</p>
        {reference && <p className="font-mono text-xs text-dim">{`Reference ${reference}`}</p>}
        <Button variant="primary" className="mt-2" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </body>
    </html>
  );
}
