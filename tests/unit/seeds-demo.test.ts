import { addDays, addWorkingDays, parkDay, parkTime } from '../../src/domain/calendar';
import { isRepeat } from '../../src/domain/hazard';
import { mayAnswer, type MilestoneStatus, nextStatus, type Rung, sideOf, skippedRungs } from '../../src/domain/milestone';
import { distanceM, maxPhotosPerReport } from '../../src/domain/submission';
import { readChecklists } from '../../seeds/checklists';
import { demoActivity, type DemoEvent, type DemoEventOf, demoMorning, storyStartsOn } from '../../seeds/demo-activity';
import { demoPeople, demoPerson } from '../../seeds/demo-people';
import { sitePoint } from '../../seeds/demo-sites';
import { readPhotoIndex } from '../../seeds/photos';
import { readPlan } from '../../seeds/plan';

// The edges of a year, a leap day, both ends of a week, the mockups' day.
const todays = ['2027-01-01', '2027-01-05', '2026-03-01', '2028-02-29', '2028-03-01', '2026-06-14', '2026-11-23', '2026-11-28', '2026-12-31'];

const plan = readPlan();
const projects = new Map(plan.projects.map((project) => [project.id, project]));
const checklists = new Map(readChecklists().map((checklist) => [checklist.key, checklist]));
const files = new Set(readPhotoIndex().map((photo) => photo.file));

const isKind = <K extends DemoEvent['kind']>(kind: K) => (event: DemoEvent): event is DemoEventOf<K> => event.kind === kind;
const photosOf = (event: DemoEvent) => ('photos' in event ? event.photos : []);
const storyOf = (today: string) => demoActivity(today).filter((event) => parkDay(event.at) >= storyStartsOn(today));

/** What an event says about a milestone, whether it is one of its own or part of a progress report. */
function milestoneOf(event: DemoEvent): { rung: Rung; occurredOn: string; agreedInvestmentYuan?: number } | undefined {
  return event.kind === 'milestone_report' ? event : event.kind === 'progress' ? event.milestone : undefined;
}

type Slot = { status: MilestoneStatus; report: DemoEvent };

/** Replays reports and answers by the rules of the domain. Throws where one is broken; returns the slots at the end. */
function replay(events: readonly DemoEvent[]): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  const slotOf = new Map<string, string>();
  for (const event of events) {
    const milestone = milestoneOf(event);
    if (milestone) {
      const slot = `${event.project}/${milestone.rung}`;
      slots.set(slot, { status: nextStatus(slots.get(slot)?.status ?? 'none', 'report')!, report: event });
      slotOf.set(event.key, slot);
    } else if (event.kind === 'milestone_confirm' || event.kind === 'milestone_dispute') {
      const slot = slotOf.get(event.report);
      const standing = slot === undefined ? undefined : slots.get(slot);
      if (standing?.report.key !== event.report || standing.report.project !== event.project) throw new Error(`${event.key} answers no standing report`);
      const [reporter, caller] = [demoPerson(standing.report.by), demoPerson(event.by)];
      const enterprise = projects.get(event.project)!.enterprise ?? null;
      const permission = mayAnswer({
        report: { side: sideOf(reporter.role), reportedById: reporter.key },
        caller: { id: caller.key, role: caller.role, enterpriseId: caller.enterprise ?? null },
        projectEnterpriseId: enterprise,
        enterpriseHasContact: demoPeople.some((person) => 'enterprise' in person && person.enterprise === enterprise),
      });
      if (!permission.allowed) throw new Error(`${event.key}: ${permission.code}`);
      const status = nextStatus(standing.status, event.kind === 'milestone_confirm' ? 'confirm' : 'dispute');
      if (status === null) throw new Error(`${event.key} comes too late`);
      slots.set(slot!, { status, report: standing.report });
    }
  }
  return slots;
}

const confirmed = (slots: Map<string, Slot>, rung: Rung) =>
  [...slots].flatMap(([slot, { status, report }]) => (slot.endsWith(`/${rung}`) && status === 'confirmed' ? [milestoneOf(report)!] : []));

describe.each(todays)('demo activity before %s', (today) => {
  const events = demoActivity(today);
  const story = storyOf(today);

  it('is in time order and ends before today', () => {
    const times = events.map((event) => Date.parse(event.at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(parkDay(events.at(-1)!.at) < today).toBe(true);
  });

  it('happens in working hours and is written with the offset of Shanghai', () => {
    for (const event of events) {
      expect(event.at).toMatch(/T\d\d:\d\d:00\+08:00$/);
      expect(parkTime(event.at) >= '08:00' && parkTime(event.at) < '18:00').toBe(true);
    }
  });

  it('tells 60 to 80 things in fourteen days', () => {
    expect(storyStartsOn(today)).toBe(addDays(today, -14));
    expect(story.length).toBeGreaterThanOrEqual(60);
    expect(story.length).toBeLessThanOrEqual(80);
    expect(new Set(story.map((event) => event.kind)).size).toBe(8);
  });

  it('is the same every time and names each event once', () => {
    expect(demoActivity(today)).toEqual(events);
    expect(new Set(events.map((event) => event.key)).size).toBe(events.length);
  });

  it('names people, projects, checklists and pictures that exist', () => {
    for (const event of events) {
      expect(demoPerson(event.by).park).toBe('linxiang');
      expect(projects.has(event.project)).toBe(true);
      for (const photo of photosOf(event)) expect(files.has(photo.file)).toBe(true);
      expect(photosOf(event).length).toBeLessThanOrEqual(maxPhotosPerReport);
      // A picture shown twice shows two clauses.
      expect(new Set(photosOf(event).map((photo) => photo.file + (photo.itemKey ?? ''))).size).toBe(photosOf(event).length);
    }
  });

  it('lets each role send only what it may', () => {
    const allowed: Record<string, DemoEvent['kind'][]> = {
      inspector: ['inspection', 'progress', 'safety_check', 'milestone_report', 'milestone_confirm', 'milestone_dispute', 'hazard_open'],
      contact: ['progress', 'milestone_report', 'milestone_confirm', 'milestone_dispute'],
      office: ['milestone_report', 'milestone_confirm', 'milestone_dispute', 'hazard_open', 'project_fact'],
      leader: [],
    };
    for (const event of events) {
      const person = demoPerson(event.by);
      expect(allowed[person.role]).toContain(event.kind);
      if (person.role === 'contact') expect(projects.get(event.project)!.enterprise).toBe(person.enterprise);
    }
  });

  it('has two parties for every milestone and nobody who confirms his own report', () => {
    expect(() => replay(events)).not.toThrow();
  });

  it('ends with milestones confirmed, disputed and waiting', () => {
    const slots = replay(events);
    expect(slots.get('chuangou/in_production')?.status).toBe('disputed');
    expect(slots.get('bide/completed')?.status).toBe('reported');
    expect(slots.get('sanxiang/completed')?.status).toBe('reported');
    for (const slot of ['chixing/in_production', 'pipe-gas/completed', 'puquan/signed', 'farm-market/construction_started', 'qiling/land_committee_passed']) {
      expect(slots.get(slot)?.status).toBe('confirmed');
    }
    expect(confirmed(slots, 'signed').find((signed) => signed.agreedInvestmentYuan === 1_600_000_000)).toBeDefined();
  });

  it('skips no rung of a project that climbs the whole ladder', () => {
    const reached = new Map<string, Rung[]>();
    for (const event of events) {
      const milestone = milestoneOf(event);
      if (!milestone || projects.get(event.project)!.category !== 'industrial') continue;
      const rungsSoFar = reached.get(event.project) ?? [];
      expect(skippedRungs(rungsSoFar, milestone.rung)).toEqual([]);
      reached.set(event.project, [...rungsSoFar, milestone.rung]);
    }
  });

  it('reports nothing before it happened', () => {
    for (const event of events) {
      const milestone = milestoneOf(event);
      if (milestone) expect(milestone.occurredOn <= parkDay(event.at)).toBe(true);
    }
  });

  it('shows a photo where one is required', () => {
    for (const event of events) {
      if (milestoneOf(event)) expect(photosOf(event).length).toBeGreaterThan(0);
      if (event.kind !== 'safety_check') continue;
      for (const { key } of event.failed) expect(event.photos.map((photo) => photo.itemKey)).toContain(key);
    }
  });

  it('fails clauses of a fitting checklist, with its chips and a hazard still to be put right', () => {
    for (const event of events.filter(isKind('safety_check'))) {
      const checklist = checklists.get(event.checklist)!;
      expect(checklist.projectCategories).toContain(projects.get(event.project)!.category);
      const items = new Map(checklist.items.map((item) => [item.key, item]));
      const named = [...event.failed.map(({ key }) => key), ...event.notApplicable];
      expect(new Set(named).size).toBe(named.length);
      expect(named.filter((key) => !items.has(key))).toEqual([]);
      for (const { key, defects, hazard } of event.failed) {
        expect(items.get(key)!.defects).toEqual(expect.arrayContaining(defects));
        expect(hazard.severity).toBe(items.get(key)!.majorHint ? 'major' : 'general');
        expect(hazard.rectificationDueOn > parkDay(event.at)).toBe(true);
      }
    }
  });

  it('never lowers a percentage without a reason', () => {
    const last = new Map<string, number>();
    for (const event of [...events, ...demoMorning(today)].filter(isKind('progress'))) {
      expect(event.percent >= (last.get(event.project) ?? 0) || event.percentReason !== undefined).toBe(true);
      last.set(event.project, event.percent);
    }
  });

  it('takes photos at the project, one of them 620 m off, one without a place, one roughly, one from the album', () => {
    const photos = story.flatMap((event) => photosOf(event).map((photo) => ({ ...photo, site: sitePoint(event.project) })));
    for (const photo of photos) expect(photo.location === null).toBe(photo.locationMissing !== undefined);
    const distances = photos.flatMap(({ location, site }) => (location && site ? [distanceM(location, site)] : []));
    expect(distances.filter((metres) => metres > 500).map(Math.round)).toEqual([620]);
    expect(photos.some((photo) => photo.locationMissing === 'timeout')).toBe(true);
    expect(photos.some((photo) => (photo.location?.accuracyM ?? 0) > 200)).toBe(true);
    expect(photos.some((photo) => photo.source === 'album')).toBe(true);
  });

  it('records most places, all inside the park', () => {
    const places = events.filter(isKind('project_fact')).flatMap((event) => event.location ?? []);
    expect(places.length).toBeGreaterThan(plan.projects.length * 0.8);
    for (const { latitude, longitude } of places) {
      expect(latitude > 29.45 && latitude < 29.5).toBe(true);
      expect(longitude > 113.42 && longitude < 113.5).toBe(true);
    }
  });

  it('goes on this morning where it stopped yesterday', () => {
    const morning = demoMorning(today);
    expect(morning.length).toBeGreaterThan(0);
    expect(new Set(morning.map((event) => parkDay(event.at)))).toEqual(new Set([today]));
    expect(() => replay([...events, ...morning])).not.toThrow();
  });
});

describe('demo activity', () => {
  it('finds the same clause of 凯涛 failed again', () => {
    const found = storyOf('2026-11-23')
      .filter(isKind('safety_check'))
      .filter((event) => event.project === 'kaitao')
      .flatMap((event) => event.failed.filter(({ key }) => key === 'pit-1').map(() => ({ projectId: event.project, checklistId: event.checklist, itemKey: 'pit-1', openedAt: event.at })));
    expect(found.length).toBe(2);
    expect(isRepeat(found[1]!, found[0]!)).toBe(true);
  });

  it('leaves one answer overdue and one major hazard past its date', () => {
    const today = '2026-11-23';
    const sanxiang = storyOf(today).find((event) => event.key === 'sanxiang.completed')!;
    expect(addWorkingDays(parkDay(sanxiang.at), 3) < today).toBe(true);
    const hazards = storyOf(today).filter(isKind('safety_check')).flatMap((event) => event.failed.map(({ hazard }) => hazard));
    expect(hazards.some((hazard) => hazard.severity === 'major' && hazard.rectificationDueOn < today)).toBe(true);
  });

  it('counts more as the year goes on', () => {
    const countIn = (today: string, rung: Rung) => {
      const startsOn = `${today.slice(0, 4)}-01-01`;
      return confirmed(replay(demoActivity(today)), rung).filter((milestone) => milestone.occurredOn >= startsOn).length;
    };
    const year = ['2026-03-01', '2026-07-01', '2026-12-31'];
    expect(year.map((today) => countIn(today, 'signed'))).toEqual([4, 8, 8]);
    expect(year.map((today) => countIn(today, 'construction_started'))).toEqual([1, 3, 8]);
    expect(year.map((today) => countIn(today, 'in_production'))).toEqual([1, 3, 5]);
  });

  it('has whole ladders behind it even in the first days of a year', () => {
    const background = demoActivity('2027-01-05').filter((event) => parkDay(event.at) < storyStartsOn('2027-01-05'));
    expect(background.filter(isKind('milestone_confirm')).length).toBeGreaterThan(50);
  });
});
