import type { Session } from '../../../src/contract/session';
import { listHazards, useHazardList } from '../../../src/state/hazard-list';
import { useSession } from '../../../src/state/session';

const signIn = (id: string) => useSession.setState({ session: { staff: { staff: { id } } } as Session });

it('what one person lists stays his: the next begins with all that stand', () => {
  signIn('p1');
  listHazards('overdue');
  signIn('p1');
  expect(useHazardList.getState().listed).toBe('overdue');
  signIn('p2');
  expect(useHazardList.getState().listed).toBe('standing');
});
