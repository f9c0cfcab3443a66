import { screen } from '@testing-library/react';
import HazardDetailPage from '../../src/pages/detail/hazard-detail';
import { aHazardDetail, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const show = (change: object) =>
  renderPage(HazardDetailPage, { params: { id: idOf(400) }, answers: { 'hazard.read': aHazardDetail(change) } });

it('a major hazard says which criterion it falls under, and where that stands', async () => {
  show({ severity: 'major', majorCriterion: 'loading_arm_missing' });
  expect(await screen.findByText('液化气体充装没用万向管道')).toBeTruthy();
  expect(screen.getByText(/^第 7 种 · .*121号$/)).toBeTruthy();
});

it('one without says nothing about it', async () => {
  show({});
  expect(await screen.findByText('储罐区围堰破损')).toBeTruthy();
  expect(screen.queryByText('判定情形')).toBeNull();
});
