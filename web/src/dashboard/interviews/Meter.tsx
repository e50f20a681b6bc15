// A bar of steps. Says nothing by itself: the words stand beside it.

export function Meter({ value, of }: { value: number; of: number }) {
  return (
    <span className="meter" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => index + 1).map((step) => (
        <span key={step} data-on={step <= value} />
      ))}
    </span>
  );
}
