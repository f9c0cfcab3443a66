// The reducers of the three forms, and the bodies made of them.
import type { Checklist } from '../../src/contract/checklist';
import { submitProgressRequestSchema } from '../../src/contract/progress';
import { submitSafetyCheckRequestSchema } from '../../src/contract/safety-check';
import { manifestSchema } from '../../src/contract/photo';
import { byDistance, capturedAtOf, emptyDraft, ordinalsGiven, othersNear, proposeProject, reduceReport, toManifest, type DraftPhoto } from '../../src/pages/report/parts/form';
import { missingOf, progressBody, reduceProgress, toProgress } from '../../src/pages/report/progress/draft';
import { hazardTitle, reduceSafetyCheck, type SafetyCheckAction, safetyCheckBody, standingOf, toSafetyCheck } from '../../src/pages/report/safety-check/draft';
import { silentProjects } from '../../src/pages/today/inspector';
import { mergeSent } from '../../src/state/queued';
import { aProject, idOf } from '../factories/screen';

const now = new Date('2026-11-23T08:30:00Z');
const today = '2026-11-23';

const photo = (digit: string, more: Partial<DraftPhoto> = {}): DraftPhoto => ({
  sha256: digit.repeat(64),
  bytes: 10,
  thumb: { sha256: digit.repeat(64), bytes: 5 },
  capturedAt: '2026-11-23T06:30:00.000Z',
  source: 'camera',
  location: null,
  locationMissing: 'denied',
  fileKey: `draft-${digit}.jpg`,
  thumbKey: `draft-${digit}.thumb.jpg`,
  ...more,
});

const north = (metres: number) => ({ latitude: 29.48 + metres / 111_195, longitude: 113.43 });

describe('a report form', () => {
  const here = north(0);
  const near = aProject({ id: idOf(101), name: '近', location: north(300) });
  const far = aProject({ id: idOf(102), name: '远', location: north(3000) });
  const nowhere = aProject({ id: idOf(103), name: '无', location: null });

  it('orders projects by distance, those without a place last', () => {
    expect(byDistance([nowhere, far, near], here).map(({ project }) => project.name)).toEqual(['近', '远', '无']);
  });

  it('proposes the site the phone stands on, else the project used last, else the nearest', () => {
    expect(proposeProject([far, near], here, far.id)).toEqual({ projectId: near.id, by: 'nearest' });
    expect(proposeProject([far, nowhere], here, nowhere.id)).toEqual({ projectId: nowhere.id, by: 'last' });
    expect(proposeProject([far], here, null)).toEqual({ projectId: far.id, by: 'nearest' });
    expect(proposeProject([far], null, null)).toBeNull();
  });

  it('counts what else the person might stand at', () => {
    const closeBy = aProject({ id: idOf(104), name: '旁', location: north(450) });
    expect(othersNear(byDistance([near, closeBy, far, nowhere], here))).toBe(1);
    expect(othersNear(byDistance([near, far], here))).toBe(0);
    expect(othersNear(byDistance([near, closeBy], null))).toBe(0);
  });

  it('takes the same picture once', () => {
    const once = reduceReport(emptyDraft(idOf(1)), { type: 'photoAdded', photo: photo('a') });
    expect(reduceReport(once, { type: 'photoAdded', photo: photo('a') })).toBe(once);
    expect(reduceReport(once, { type: 'photoRemoved', fileKey: 'draft-a.jpg' }).photos).toEqual([]);
  });

  it('remembers the highest ordinal of photos that are gone', () => {
    const two = [photo('a', { ordinal: 1 }), photo('b', { ordinal: 2 })].reduce((draft, one) => reduceReport(draft, { type: 'photoAdded', photo: one }), emptyDraft(idOf(1)));
    expect(ordinalsGiven(reduceReport(two, { type: 'photoRemoved', fileKey: 'draft-b.jpg' }))).toBe(2);
  });

  it('sends a draft of an app before ordinals with photos of this one, none twice', () => {
    const old = { ...emptyDraft(idOf(1)), photos: [photo('a'), photo('b')] };
    const ordinal = ordinalsGiven(old) + 1;
    const mixed = reduceReport(old, { type: 'photoAdded', photo: photo('c', { ordinal, drawnFor: { id: idOf(100), name: '比德' } }) });
    const fewer = reduceReport(mixed, { type: 'photoRemoved', fileKey: 'draft-a.jpg' });
    for (const [draft, ordinals] of [[mixed, [1, 2, 3]], [fewer, [1, 3]]] as const) {
      const manifest = toManifest(draft.photos);
      expect(manifestSchema(9).parse(manifest)).toEqual(manifest);
      expect(manifest.map((one) => one.ordinal)).toEqual(ordinals);
    }
  });

  it('is about the moment of its first photo from site, never of an album photo', () => {
    const at = (capturedAt: string, source: 'camera' | 'album') => photo(capturedAt.slice(8, 9), { capturedAt, source });
    const [lastYear, noon, evening] = [at('2025-01-01T00:00:00.000Z', 'album'), at('2026-11-23T04:00:00.000Z', 'camera'), at('2026-11-23T09:00:00.000Z', 'camera')];
    const capturedAt = (photos: DraftPhoto[]) => capturedAtOf({ ...emptyDraft(idOf(1)), photos }, now);
    expect(capturedAt([evening, lastYear, noon])).toBe(noon.capturedAt);
    expect(capturedAt([lastYear])).toBe(now.toISOString());
    expect(capturedAt([])).toBe(now.toISOString());
  });
});

describe('progress', () => {
  const prefilled = reduceProgress(toProgress(emptyDraft(idOf(1)), undefined, today), { type: 'project', project: aProject(), by: 'person' });

  it('begins with the last report and is no draft before something is touched', () => {
    expect(prefilled).toMatchObject({ percent: 92, investmentYuan: 294_000_000, isTouched: false });
  });

  it('opened to report a rung anew keeps it while the figures of that project come in, not those of another', () => {
    const again = toProgress({ ...emptyDraft(idOf(1)), projectId: aProject().id, chosenBy: 'page' }, 'completed', today);
    expect(reduceProgress(again, { type: 'project', project: aProject(), by: 'page' }).milestone).toEqual({ rung: 'completed', occurredOn: today, agreedInvestmentYuan: null });
    expect(reduceProgress(again, { type: 'project', project: aProject({ id: idOf(101) }), by: 'person' }).milestone).toBeNull();
  });

  it('keeps the percent between 0 and 100', () => {
    expect(reduceProgress(prefilled, { type: 'percent', percent: 101 }).percent).toBe(100);
    expect(reduceProgress(prefilled, { type: 'percent', percent: -1 }).percent).toBe(0);
  });

  it('asks for a reason when the percent falls, and sends it', () => {
    const lower = reduceProgress(prefilled, { type: 'percent', percent: 90 });
    expect(missingOf(lower, 92)).toBe('percent_reason');
    const reasoned = reduceProgress(lower, { type: 'percentReason', text: '多算了 ' });
    expect(missingOf(reasoned, 92)).toBeNull();
    expect(submitProgressRequestSchema.parse(progressBody(reasoned, 92, now)).percentReason).toBe('多算了');
  });

  it('with a rung needs a photo, and takes the rung back at a second tap', () => {
    const signed = reduceProgress(prefilled, { type: 'rung', rung: 'signed', today });
    expect(missingOf(signed, 92)).toBe('photo');
    const priced = reduceProgress(signed, { type: 'agreedInvestment', yuan: 100_000_000 });
    const shown = reduceProgress(priced, { type: 'photoAdded', photo: photo('a') });
    expect(submitProgressRequestSchema.parse(progressBody(shown, 92, now)).milestone).toEqual({ rung: 'signed', occurredOn: today, agreedInvestmentYuan: 100_000_000 });
    expect(reduceProgress(shown, { type: 'rung', rung: 'signed', today }).milestone).toBeNull();
  });

  it('calls the text a note of problems only when there are any', () => {
    const noted = reduceProgress(prefilled, { type: 'note', text: '差 3 基杆塔' });
    expect(progressBody(noted, 92, now)).toMatchObject({ note: '差 3 基杆塔' });
    const troubled = reduceProgress(noted, { type: 'problems', problems: ['power'] });
    expect(progressBody(troubled, 92, now)).toMatchObject({ problemNote: '差 3 基杆塔', problems: ['power'] });
  });

  it('brings the figures of another project, keeping the photos', () => {
    const shown = reduceProgress(prefilled, { type: 'photoAdded', photo: photo('a') });
    const other = reduceProgress(shown, { type: 'project', project: aProject({ id: idOf(105), progress: null }), by: 'person' });
    expect(other).toMatchObject({ projectId: idOf(105), percent: 0, investmentYuan: null });
    expect(other.photos).toHaveLength(1);
  });
});

describe('safety check', () => {
  const item = (key: string) => ({ key, heading: '临时用电', text: `条款 ${key}`, defects: ['箱门未锁', '无标识'] });
  const checklist: Checklist = { key: 'site', name: '工地', projectCategories: [], versionId: idOf(600), version: 1, items: [item('a'), item('b')] };
  const play = (...actions: SafetyCheckAction[]) =>
    actions.reduce(reduceSafetyCheck, toSafetyCheck({ ...emptyDraft(idOf(1)), projectId: idOf(100), chosenBy: 'person' }));
  const fail = { type: 'answer', item: item('b'), answer: 'fail', today } as const;

  it('proposes a due date by severity until a person chose one', () => {
    expect(play(fail).answers.b?.dueOn).toBe('2026-11-30');
    expect(play(fail, { type: 'severity', key: 'b', severity: 'major', today }).answers.b?.dueOn).toBe('2026-11-26');
    expect(play(fail, { type: 'dueOn', key: 'b', on: '2026-12-01' }, { type: 'severity', key: 'b', severity: 'major', today }).answers.b?.dueOn).toBe('2026-12-01');
  });

  it('keeps what was said about a failure through a slip of the thumb', () => {
    const slipped = play(fail, { type: 'defects', key: 'b', defects: ['无标识'] }, { ...fail, answer: 'pass' }, fail);
    expect(slipped.answers.b?.defects).toEqual(['无标识']);
  });

  it('is complete when every clause is answered and every failure has its photo', () => {
    const draft = play(fail);
    expect(standingOf(draft, checklist)).toMatchObject({ answered: 1, total: 2, failed: 1, isComplete: false, withoutPhoto: ['b'] });
  });

  it('sends what the contract accepts, without photos of clauses that pass after all', () => {
    const draft = play(
      { type: 'answer', item: item('a'), answer: 'fail', today },
      { type: 'photoAdded', photo: photo('a', { itemKey: 'a' }) },
      { type: 'answer', item: item('a'), answer: 'pass', today },
      fail,
      { type: 'photoAdded', photo: photo('b', { itemKey: 'b' }) },
      { type: 'defects', key: 'b', defects: ['箱门未锁', '无标识'] },
    );
    const body = submitSafetyCheckRequestSchema.parse(safetyCheckBody(draft, checklist, now));
    expect(body.photos.map(({ itemKey }) => itemKey)).toEqual(['b']);
    expect(body.answers).toEqual([
      { key: 'a', answer: 'pass' },
      { key: 'b', answer: 'fail', defects: ['箱门未锁', '无标识'], hazard: { severity: 'general', title: '临时用电：箱门未锁、无标识', rectificationDueOn: '2026-11-30' } },
    ]);
  });

  it('begins with the severity and the criterion that the checklist suggests, and sends the criterion of a major one only', () => {
    const hinted = { ...item('b'), majorHint: true, majorCriterion: 'relief_out_of_use' as const };
    const suggested = { ...fail, item: hinted } as const;
    expect(play(suggested).answers.b).toMatchObject({ severity: 'major', criterion: 'relief_out_of_use', dueOn: '2026-11-26' });
    const hazardOf = (...actions: SafetyCheckAction[]) =>
      submitSafetyCheckRequestSchema.parse(safetyCheckBody(play({ ...fail, item: item('a'), answer: 'pass' }, ...actions, { type: 'photoAdded', photo: photo('b', { itemKey: 'b' }) }), checklist, now)).answers[1]!.hazard;
    expect(hazardOf(suggested)).toMatchObject({ severity: 'major', majorCriterion: 'relief_out_of_use' });
    expect(hazardOf(suggested, { type: 'criterion', key: 'b', criterion: null })).not.toHaveProperty('majorCriterion');
    expect(hazardOf(suggested, { type: 'severity', key: 'b', severity: 'general', today })).not.toHaveProperty('majorCriterion');
    expect(hazardOf(fail, { type: 'severity', key: 'b', severity: 'major', today }, { type: 'criterion', key: 'b', criterion: 'power_line_across' })).toMatchObject({ majorCriterion: 'power_line_across' });
  });

  it('sends the photo of a clause that passed where the clause asks for one', () => {
    const asking: Checklist = { ...checklist, items: [{ ...item('a'), photoOnPass: true }, item('b')] };
    const draft = play(
      { ...fail, item: item('a'), answer: 'pass' },
      { type: 'photoAdded', photo: photo('a', { itemKey: 'a' }) },
      { ...fail, answer: 'pass' },
      { type: 'photoAdded', photo: photo('b', { itemKey: 'b' }) },
    );
    expect(submitSafetyCheckRequestSchema.parse(safetyCheckBody(draft, asking, now)).photos.map(({ itemKey }) => itemKey)).toEqual(['a']);
  });

  it('names a hazard after the clause when nothing else was said, never too long', () => {
    const answer = play(fail).answers.b!;
    expect(hazardTitle(item('b'), answer)).toBe('临时用电：条款 b');
    expect(hazardTitle({ ...item('b'), text: '长'.repeat(300) }, answer)).toHaveLength(100);
  });
});

describe('today of an inspector', () => {
  it('lists silent projects only, the nearest first', () => {
    const found = silentProjects(
      [
        aProject({ id: idOf(101), name: '久', silentDays: 30, location: north(9000) }),
        aProject({ id: idOf(102), name: '近', silentDays: 15, location: north(100) }),
        aProject({ id: idOf(103), name: '新', silentDays: 14, location: north(10) }),
      ],
      north(0),
    );
    expect(found.map(({ project }) => project.name)).toEqual(['近', '久']);
  });

  it('counts a record that is on the phone and on the server once', () => {
    const merged = mergeSent(
      [{ id: idOf(1), status: 'awaiting_photos' }, { id: idOf(2), status: 'complete' }],
      [{ id: idOf(1), state: 'delivered' }, { id: idOf(3), state: 'on_phone' }] as never,
    );
    expect(merged.map(({ id, isCounted }) => [id, isCounted])).toEqual([[idOf(3), false], [idOf(2), true], [idOf(1), false]]);
  });
});
