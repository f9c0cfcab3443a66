import { parkDay, parkTime } from '../../src/domain/calendar';
import { hazardRefusal, nextHazardStatus, type HazardParties, type HazardStatus } from '../../src/domain/hazard';
import { nextOrderStatus, orderRefusal, type OrderFacts } from '../../src/domain/supervision-order';
import { demoActivity } from '../../seeds/demo-activity';
import { loopEvents, type HazardRef, type LoopEvent } from '../../seeds/demo-loop';
import { demoPerson, type PersonKey } from '../../seeds/demo-people';
import { readPhotoIndex } from '../../seeds/photos';
import { readPlan } from '../../seeds/plan';

const todays = ['2027-01-01', '2027-01-05', '2026-03-01', '2028-02-29', '2026-06-14', '2026-11-23', '2026-11-28', '2026-12-31'];
const projects = new Map(readPlan().projects.map((project) => [project.id, project]));
const files = readPhotoIndex().map(({ file }) => file);

type Standing = { status: HazardStatus; severity: string; dueOn: string; openedAt: string; parties: HazardParties };

const callerOf = (by: PersonKey) => {
  const { key, role, enterprise } = demoPerson(by);
  return { id: key, role, enterpriseId: enterprise ?? null };
};
const refOf = ({ report, clause }: HazardRef) => `${report}/${clause ?? ''}`;

/** Every hazard that the story opened, before anything became of it. */
function opened(today: string): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const event of demoActivity(today)) {
    const found = event.kind === 'hazard_open' ? [{ clause: '', hazard: event.hazard }] : event.kind === 'safety_check' ? event.failed.map(({ key, hazard }) => ({ clause: key, hazard })) : [];
    for (const { clause, hazard } of found)
      standing.set(`${event.key}/${clause}`, {
        status: 'open', severity: hazard.severity, dueOn: hazard.rectificationDueOn, openedAt: event.at,
        parties: { responsibleId: null, projectEnterpriseId: projects.get(event.project)!.enterprise ?? null, rectifierIds: [], extensionRequestedById: null },
      });
  }
  return standing;
}

function replay(today: string): { hazards: Map<string, Standing>; orders: Map<string, OrderFacts & { dueOn: string }> } {
  const hazards = opened(today);
  const orders = new Map<string, OrderFacts & { dueOn: string }>();
  const move = (event: LoopEvent, ref: HazardRef, kind: Parameters<typeof hazardRefusal>[0]): Standing => {
    const hazard = hazards.get(refOf(ref));
    if (!hazard || hazard.openedAt >= event.at) throw new Error(`${event.key}: no such hazard yet`);
    expect([event.key, hazardRefusal(kind, callerOf(event.by), hazard.parties)]).toEqual([event.key, null]);
    hazard.status = nextHazardStatus(hazard.status, kind)!;
    expect([event.key, hazard.status]).not.toEqual([event.key, null]);
    return hazard;
  };
  for (const event of loopEvents(today)) {
    if (event.kind === 'assign_projects') {
      expect([demoPerson(event.by).role, demoPerson(event.to).role]).toEqual(['office', 'inspector']);
      for (const project of event.projects) expect(projects.has(project)).toBe(true);
    } else if (event.kind === 'hazard_step') {
      const { parties, ...hazard } = move(event, event.hazard, event.step);
      if (event.step === 'assigned') parties.responsibleId = event.to!;
      if (event.step === 'extension_requested') {
        expect(event.dueOn! > hazard.dueOn).toBe(true);
        parties.extensionRequestedById = event.by;
      }
      if (event.step === 'returned') expect(event.reason).toBeTruthy();
    } else if (event.kind === 'rectify') {
      const { parties, severity } = move(event, event.hazard, 'rectified');
      parties.rectifierIds = [event.by];
      if (severity === 'major') expect(event.rectification).toMatchObject({ funds: expect.any(String), contingencyPlan: expect.any(String) });
      expect(event.rectification.doneBy <= parkDay(event.at)).toBe(true);
      expect(event.photos.map(({ itemKey }) => itemKey)).toContain('after');
    } else if (event.kind === 'order_issue') {
      const project = projects.get('project' in event.about ? event.about.project : event.about.hazard.project)!;
      const { role, enterprise } = demoPerson(event.to);
      expect(demoPerson(event.by).role).toBe('leader');
      if (role === 'contact') expect(project.enterprise).toBe(enterprise);
      expect(event.dueOn >= parkDay(event.at)).toBe(true);
      orders.set(event.key, { status: 'issued', addresseeId: event.to, enterpriseId: enterprise ?? null, projectId: project.id, issuedById: event.by, isIssuerGone: false, dueOn: event.dueOn });
    } else {
      const order = orders.get(event.order)!;
      const step = event.kind === 'order_answer' ? 'answered' : event.step;
      expect([event.key, orderRefusal(order, callerOf(event.by), step)]).toEqual([event.key, null]);
      order.status = nextOrderStatus(order.status, step)!;
      if (event.kind === 'order_step' && event.dueOn) {
        expect(event.dueOn > order.dueOn).toBe(true);
        order.dueOn = event.dueOn;
      }
    }
  }
  return { hazards, orders };
}

describe.each(todays)('what became of the hazards before %s', (today) => {
  const events = loopEvents(today);

  it('is in time order, in working hours, over by yesterday, and each event once', () => {
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
    for (const { at } of events) {
      expect(parkDay(at) < today).toBe(true);
      expect(parkTime(at) >= '08:00' && parkTime(at) < '18:00').toBe(true);
    }
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });

  it('keeps the rules of the loop and of orders, and ends in every state that a screen shows', () => {
    const { hazards, orders } = replay(today);
    const standing = [...hazards.values()];
    expect(new Set(standing.map(({ status }) => status))).toEqual(new Set(['open', 'rectified', 'closed']));
    expect(standing.some(({ severity, status, dueOn }) => severity === 'major' && status === 'open' && dueOn < today)).toBe(true);
    expect(new Set([...orders.values()].map(({ status }) => status))).toEqual(new Set(['acknowledged', 'returned', 'closed']));
    expect([...orders.values()].filter(({ status, dueOn }) => status !== 'closed' && dueOn < today)).toHaveLength(1);
  });

  it('shows pictures of the demo', () => {
    for (const event of events) if ('photos' in event) for (const { file } of event.photos) expect(files).toContain(file);
  });
});
