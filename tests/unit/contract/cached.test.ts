// What an older app keeps on its disk is still read: it is shown while there is no signal.
import { checklistSchema } from '../../../src/contract/checklist';
import { hazardSchema } from '../../../src/contract/hazard';
import { aHazard, idOf } from '../../factories/screen';

it('a hazard of before criteria has none', () => {
  const { majorCriterion: _none, ...old } = aHazard();
  expect(hazardSchema.parse(old)).toEqual(aHazard());
});

it('a checklist of before photo hints and criteria stays as it is', () => {
  const old = { key: 'site', name: '工地', projectCategories: ['industrial'], versionId: idOf(700), version: 1, items: [{ key: 'a', heading: '临时用电', text: '箱门上锁', defects: ['未锁'], majorHint: true }] };
  expect(checklistSchema.parse(old)).toEqual(old);
});
