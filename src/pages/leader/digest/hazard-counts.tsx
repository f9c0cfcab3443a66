/** 安全: what was opened, closed, stands and is overdue. */
import { View } from '@tarojs/components';
import { a11yButton } from '../../../components/a11y';
import { Small } from '../../../components/text-block';
import type { Digest } from '../../../contract/digest';
import { openTab } from '../../../platform/navigate';
import { tabRoutes } from '../../../routes';
import { type HazardListState, listHazards } from '../../../state/hazard-list';
import { digestPageWords as words } from '../../../text/digest-page';

const listOf = { opened: 'standing', closed: 'closed', open: 'standing', overdue: 'overdue' } as const satisfies Partial<Record<keyof Digest['hazards'], HazardListState>>;
const hazardCountKinds = ['opened', 'closed', 'open', 'overdue'] as const;

/** Each leads to its list, which is that of now: an older digest's counts were of its own day and lead nowhere. */
export function HazardCounts({ hazards, isNewest }: { hazards: Digest['hazards']; isNewest: boolean }) {
  const show = (kind: (typeof hazardCountKinds)[number]) => {
    listHazards(listOf[kind]);
    void openTab(tabRoutes.hazards);
  };
  return (
    <View className="digest-counts">
      {hazardCountKinds.map((kind) => {
        const handleClick = isNewest ? () => show(kind) : undefined;
        return (
          <View
            key={kind}
            className={kind === 'overdue' && hazards.overdue > 0 ? 'digest-count digest-count-red' : 'digest-count'}
            hoverClass={isNewest ? 'pressed' : 'none'}
            {...a11yButton(handleClick)}
            onClick={handleClick}
          >
            <View className="digest-count-number">{hazards[kind]}</View>
            <Small>{words.safetyCounts[kind]}</Small>
          </View>
        );
      })}
    </View>
  );
}
