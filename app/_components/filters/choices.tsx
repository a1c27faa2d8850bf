"use client";

/** A few words to choose from, in the panel of a `FilterChip`. */
export function Choices<Value extends string>({
  options,
  onChoose,
}: {
  options: { value: Value; label: string }[];
  onChoose: (value: Value) => void;
}) {
  return options.map(({ value, label }) => (
    <button
      key={value}
      type="button"
      className="block w-full rounded-md px-2 py-1.5 text-left text-sm hover:bg-soft"
      onClick={() => onChoose(value)}
    >
      {label}
    </button>
  ));
}
