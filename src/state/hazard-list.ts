// Which hazards the tab 隐患 lists. Kept outside of the page: tab pages take no parameters, and a figure elsewhere leads there.
import { create } from 'zustand';
import type { hazardListStates } from '../contract/hazard';
import { onPersonGone } from './session';

export type HazardListState = (typeof hazardListStates)[number];

export const useHazardList = create<{ listed: HazardListState }>(() => ({ listed: 'standing' }));

export const listHazards = (listed: HazardListState): void => useHazardList.setState({ listed });

// The next person begins with all that stand.
onPersonGone(() => listHazards('standing'));
