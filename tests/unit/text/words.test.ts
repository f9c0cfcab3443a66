// Every value a person may meet has its word, and no word outlives its value.
import * as z from 'zod';
import { errors } from '../../../src/contract/errors';
import { planFileSchema } from '../../../src/contract/plan-file';
import { checkAnswers } from '../../../src/domain/checklist';
import { hazardActionKinds, hazardStatuses, severities } from '../../../src/domain/hazard';
import { commitmentClasses } from '../../../src/domain/light';
import { majorCriteria } from '../../../src/domain/major-criterion';
import { milestoneStatuses, rungs } from '../../../src/domain/milestone';
import { projectCategories } from '../../../src/domain/project';
import { misfitCodes, photoMisfits, proofSteps } from '../../../src/domain/proof';
import { itemKinds, planFileCodes } from '../../../src/domain/plan-file';
import { roles } from '../../../src/domain/role';
import { locationMissingReasons, photoFlags, photoSources, problemKinds, submissionKinds } from '../../../src/domain/submission';
import { hazardActionWords, hazardStatusWords, severityWords } from '../../../src/text/hazard';
import { commitmentWords } from '../../../src/text/light';
import { majorCriterionWords } from '../../../src/text/major-criterion';
import { milestoneStatusWords, rungWords } from '../../../src/text/milestone';
import { itemKindWords, planFieldWords, planFileErrorText, planFileErrorWords } from '../../../src/text/plan-import';
import { problemText, problemWords } from '../../../src/text/problem';
import { projectCategoryWords } from '../../../src/text/project';
import { misfitWords, photoMisfitWords, proofStepWords } from '../../../src/text/proof';
import { roleWords } from '../../../src/text/role';
import { checkAnswerWords, kindWords, locationMissingWords, photoFlagWords, photoSourceWords, problemKindWords } from '../../../src/text/submission';

type Json = Record<string, unknown>;

describe('words', () => {
  it.each<[string, readonly string[], Record<string, string>]>([
    ['roles', roles, roleWords],
    ['rungs', rungs, rungWords],
    ['milestone statuses', milestoneStatuses, milestoneStatusWords],
    ['severities', severities, severityWords],
    ['criteria of major hazards', majorCriteria, majorCriterionWords],
    ['hazard statuses', hazardStatuses, hazardStatusWords],
    ['hazard actions', hazardActionKinds, hazardActionWords],
    ['kinds of records', submissionKinds, kindWords],
    ['problems', problemKinds, problemKindWords],
    ['photo sources', photoSources, photoSourceWords],
    ['photo flags', photoFlags, photoFlagWords],
    ['reasons of a missing place', locationMissingReasons, locationMissingWords],
    ['answers to a clause', checkAnswers, checkAnswerWords],
    ['project categories', projectCategories, projectCategoryWords],
    ['commitment classes', commitmentClasses, commitmentWords],
    ['misfits', misfitCodes, misfitWords],
    ['misfits of photos', photoMisfits, photoMisfitWords],
    ['steps of a check', proofSteps, proofStepWords],
    ['kinds of plan items', itemKinds, itemKindWords],
    ['error codes', Object.keys(errors), problemWords],
  ])('exist for all %s and for nothing else', (_name, values, words) => {
    expect(Object.keys(words).sort()).toEqual([...values].sort());
    for (const word of Object.values(words)) expect(word).toMatch(/[\u4e00-\u9fff]/);
  });

  it('are sentences without technical terms for every error', () => {
    for (const text of Object.values(problemWords)) {
      expect(text).toMatch(/。$/);
      expect(text.replace('微信', '')).not.toMatch(/[A-Za-z]|接口|参数|请求|异常/);
    }
  });

  it('say of every error of a plan file which row it is in, and name every field of the file', () => {
    expect(Object.keys(planFileErrorWords).sort()).toEqual([...planFileCodes].sort());
    for (const code of planFileCodes) {
      const text = planFileErrorText({ path: 'items.36.parent', code, row: { kind: 'item', number: 37, id: 'x', name: '比德专线' }, value: '某值' });
      expect(text).toMatch(/^第 37 条“比德专线”：/);
      expect(text).not.toMatch(/undefined|null/);
    }
    expect(planFileErrorText({ path: 'items.0.measure.of.2', code: 'wrong_type', row: null, value: null })).toBe('所计事项的写法不对');
    const paths = (node: Json, at: string[]): string[] => [
      ...Object.entries((node.properties ?? {}) as Record<string, Json>).flatMap(([name, child]) => [[...at, name].join('.'), ...paths(child, [...at, name])]),
      ...(node.items ? paths(node.items as Json, at) : []),
      ...((node.oneOf ?? []) as Json[]).flatMap((one) => [`${at.join('.')}:${(one.properties as { type: { const: string } }).type.const}`, ...paths(one, at)]),
    ];
    expect(Object.keys(planFieldWords).sort()).toEqual([...new Set(['', ...paths(z.toJSONSchema(planFileSchema) as Json, [])])].sort());
  });

  it('exist for a code that a newer server made up', () => expect(problemText('brand_new')).toContain('brand_new'));
});
