// What was read last, kept on disk for a phone that starts without a signal: projects, checklists, who I am, my to-dos.
import type { QueryClient } from '@tanstack/react-query';
import { queryKey } from '../api/query';
import { operations, type OperationName } from '../contract/operations';
import type { TextStore } from '../platform/store';

const kept = ['project.list', 'checklist.list', 'me.read', 'today.read'] as const satisfies readonly OperationName[];

type Entry = { at: number; data: unknown };

export function createReadCache(store: TextStore, queries: QueryClient) {
  const keyOf = (staffId: string, name: OperationName) => `${staffId}.${name}`;

  return {
    /** Puts what was kept for this person where pages look; never over something newer. */
    async load(staffId: string): Promise<void> {
      for (const name of kept) {
        try {
          const raw = await store.get(keyOf(staffId, name));
          if (raw === null || queries.getQueryData(queryKey(name)) !== undefined) continue;
          const { at, data } = JSON.parse(raw) as Entry;
          // Pages of this version count on fields that an older app did not keep.
          queries.setQueryData(queryKey(name), operations[name].response.parse(data), { updatedAt: at });
        } catch {
          // Unreadable, or of an older app: it is read again from the server.
        }
      }
    },
    /** Keeps every further answer for whoever is signed in then. Returns the function that ends it. */
    follow(staffId: () => string | null): () => void {
      return queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
        const [name, input] = event.query.queryKey as [OperationName, object];
        const id = staffId();
        if (!id || !(kept as readonly OperationName[]).includes(name) || Object.keys(input).length > 0) return;
        const entry: Entry = { at: event.query.state.dataUpdatedAt, data: event.query.state.data };
        store.set(keyOf(id, name), JSON.stringify(entry)).catch(() => undefined);
      });
    },
    /** When a person is gone: what was read does not stay on the phone. */
    async forget(): Promise<void> {
      queries.clear();
      for (const [key] of await store.entries()) await store.remove(key);
    },
  };
}
