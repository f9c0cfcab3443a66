// What a person chose on this device: type size, the privacy consent, the project last used.
import { create } from 'zustand';
import type { TextStore } from '../platform/store';

export const typeSizes = ['system', 'standard', 'large', 'extra_large'] as const;
export type TypeSize = (typeof typeSizes)[number];

export type Settings = {
  typeSize: TypeSize;
  hasConsented: boolean;
  lastProjectId: string | null;
  /** Day of the newest digest that was shown here. */
  digestReadOn: string | null;
};

const fresh: Settings = { typeSize: 'system', hasConsented: false, lastProjectId: null, digestReadOn: null };

export const useSettings = create<Settings>(() => fresh);

export type SettingsKeeper = ReturnType<typeof createSettingsKeeper>;

const key = 'settings';

export function createSettingsKeeper(store: TextStore) {
  return {
    async load(): Promise<void> {
      try {
        useSettings.setState({ ...fresh, ...(JSON.parse((await store.get(key)) ?? '{}') as Partial<Settings>) });
      } catch {
        // Unreadable settings are no loss: the defaults stand.
      }
    },
    async change(change: Partial<Settings>): Promise<void> {
      useSettings.setState(change);
      try {
        await store.set(key, JSON.stringify(useSettings.getState()));
      } catch {
        // A full disk costs the choice at the next start, nothing else.
      }
    },
  };
}
