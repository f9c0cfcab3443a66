// Reading again: by pulling the page down, and when it comes to the front after something else was done.
import { usePageShown, usePullToRefresh } from '../platform/page';

type Readable = { refetch: (options?: { cancelRefetch?: boolean }) => Promise<unknown> };

export function useRefresh(...queries: Readable[]): void {
  // A read already under way is not sent a second time: a page is shown the moment it is first drawn.
  usePageShown(() => {
    for (const query of queries) void query.refetch({ cancelRefetch: false });
  });
  usePullToRefresh(() => Promise.all(queries.map((query) => query.refetch())));
}
