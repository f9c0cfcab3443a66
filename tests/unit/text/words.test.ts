// Every value a person may meet has its word, and no word outlives its value.
import { errors } from '../../../src/contract/errors';
import { checkAnswers } from '../../../src/domain/checklist';
import { hazardActionKinds, hazardStatuses, severities } from '../../../src/domain/hazard';
import { commitmentClasses } from '../../../src/domain/light';
import { milestoneStatuses, rungs } from '../../../src/domain/milestone';
import { projectCategories } from '../../../src/domain/project';
import { misfitCodes, photoMisfits, proofSteps } from '../../../src/domain/proof';
import { roles } from '../../../src/domain/role';
import { locationMissingReasons, photoFlags, photoSources, problemKinds, submissionKinds } from '../../../src/domain/submission';
import { hazardActionWords, hazardStatusWords, severityWords } from '../../../src/text/hazard';
import { commitmentWords } from '../../../src/text/light';
import { milestoneStatusWords, rungWords } from '../../../src/text/milestone';
import { problemText, problemWords } from '../../../src/text/problem';
import { projectCategoryWords } from '../../../src/text/project';
import { misfitWords, photoMisfitWords, proofStepWords } from '../../../src/text/proof';
import { roleWords } from '../../../src/text/role';
import { checkAnswerWords, kindWords, locationMissingWords, photoFlagWords, photoSourceWords, problemKindWords } from '../../../src/text/submission';

describe('words', () => {
  it.each<[string, readonly string[], Record<string, string>]>([
    ['roles', roles, roleWords],
    ['rungs', rungs, rungWords],
    ['milestone statuses', milestoneStatuses, milestoneStatusWords],
    ['severities', severities, severityWords],
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

  it('exist for a code that a newer server made up', () => expect(problemText('brand_new')).toContain('brand_new'));
});
