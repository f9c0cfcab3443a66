import { useEffect, useState } from 'react';

const rowsAtOnce = 12;

/**
 * How many rows of a long list stand already. 165 at once keep a phone from answering a thumb for a fifth of a second, so
 * a dozen comes at a time; those above `startAt` stay where they are. Rows are best drawn once (memo).
 */
export function useGrowth(rows: number) {
  const [shown, setShown] = useState(rowsAtOnce);
  useEffect(() => {
    if (shown >= rows) return undefined;
    const timer = setTimeout(() => setShown(shown + rowsAtOnce), 0);
    return () => clearTimeout(timer);
  }, [shown, rows]);
  return { shown, startAt: (row: number) => setShown(row + rowsAtOnce) };
}
