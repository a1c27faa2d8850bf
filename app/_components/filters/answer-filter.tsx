"use client";

import { answerParam, type FilterBy } from "@/app/_components/tables/listing";
import { FilterChip } from "./filter-chip";
import { useListParams } from "./use-list-params";

const both = (words: string | readonly [string, string]) =>
  typeof words === "string" ? [words, words] : words;

/** Filters by one of a few values, or none. */
export function AnswerFilter({ name, label, options }: FilterBy<"answer">) {
  const [{ answer }, set] = useListParams({ answer: answerParam(options) }, { answer: name });
  const [said = null] = answer === null ? [] : both(options[answer] ?? answer);
  return (
    <FilterChip label={label} value={said} onClear={() => set({ answer: null })}>
      {(close) =>
        Object.entries(options).map(([value, words]) => (
          <button
            key={value}
            type="button"
            className="block w-full rounded-md px-2 py-1.5 text-left text-sm hover:bg-soft"
            onClick={() => {
              set({ answer: value });
              close();
            }}
          >
            {both(words)[1]}
          </button>
        ))
      }
    </FilterChip>
  );
}
