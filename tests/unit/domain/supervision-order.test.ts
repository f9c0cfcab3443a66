import { isOrderOverdue, isOwed, isStanding, mayBeAddressed, nextOrderStatus, orderActionKinds, orderStatuses, type OrderActionKind, type OrderStatus } from '../../../src/domain/supervision-order';

describe('nextOrderStatus', () => {
  const ways: [OrderActionKind[], OrderStatus][] = [
    [['issued'], 'issued'],
    [['issued', 'acknowledged'], 'acknowledged'],
    [['issued', 'acknowledged', 'answered'], 'answered'],
    [['issued', 'acknowledged', 'answered', 'answered', 'closed'], 'closed'],
    [['issued', 'acknowledged', 'answered', 'returned'], 'returned'],
    [['issued', 'acknowledged', 'answered', 'returned', 'answered', 'closed'], 'closed'],
    [['issued', 'extended', 'acknowledged', 'extended'], 'acknowledged'],
    [['issued', 'acknowledged', 'answered', 'withdrawn'], 'withdrawn'],
  ];
  it.each(ways)('%j ends %s', (actions, end) => {
    expect(actions.reduce<OrderStatus | null>((status, action) => nextOrderStatus(status, action), null)).toBe(end);
  });

  it('takes no answer before the order was acknowledged, and no review before it was answered', () => {
    expect(nextOrderStatus('issued', 'answered')).toBeNull();
    for (const status of ['issued', 'acknowledged', 'returned'] as const) for (const review of ['closed', 'returned'] as const) expect(nextOrderStatus(status, review)).toBeNull();
  });

  it('ends where it is closed or withdrawn, and is issued once', () => {
    for (const status of ['closed', 'withdrawn'] as const) for (const action of orderActionKinds) expect(nextOrderStatus(status, action)).toBeNull();
    for (const status of orderStatuses) expect(nextOrderStatus(status, 'issued')).toBeNull();
  });
});

describe('isOrderOverdue', () => {
  const today = '2026-11-23';
  it('is in time on its date', () => expect(isOrderOverdue({ status: 'issued', dueOn: today }, today)).toBe(false));
  it.each(orderStatuses)('%s, a day late', (status) => expect(isOrderOverdue({ status, dueOn: '2026-11-22' }, today)).toBe(isOwed(status)));
  it('waits for nobody once it is over', () => expect(orderStatuses.filter((status) => !isStanding(status))).toEqual(['closed', 'withdrawn']));
});

describe('mayBeAddressed', () => {
  const contact = { role: 'contact', enterpriseId: 'bide', isClosed: false } as const;
  it('a contact of the enterprise concerned', () => expect(mayBeAddressed(contact, 'bide')).toBe(true));
  it.each([['chixing'], [null]])('no contact for a matter of %s', (concerned) => expect(mayBeAddressed(contact, concerned)).toBe(false));
  it('no leader, and no closed account', () => {
    expect(mayBeAddressed({ role: 'leader', enterpriseId: null, isClosed: false }, null)).toBe(false);
    expect(mayBeAddressed({ role: 'office', enterpriseId: null, isClosed: true }, null)).toBe(false);
  });
});
