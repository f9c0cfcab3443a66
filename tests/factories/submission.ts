// One builder per kind of body: valid with defaults, to be varied by the test.
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

export const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');
export const randomSha = () => sha256(randomBytes(16));

type Fields = Record<string, unknown>;

export const manifestPhoto = (change: Fields = {}) => ({
  sha256: randomSha(),
  bytes: 1000,
  thumb: { sha256: randomSha(), bytes: 200 },
  capturedAt: '2026-11-23T01:30:00.000Z',
  source: 'camera',
  location: { latitude: 29.47, longitude: 113.45, accuracyM: 12 },
  ...change,
});

const common = <T extends Fields>(projectId: string, change: T) => ({
  id: uuidv7(),
  projectId,
  capturedAt: '2026-11-23T01:30:00.000Z',
  photos: [] as ReturnType<typeof manifestPhoto>[],
  ...change,
});

export const inspection = (projectId: string, change: Fields = {}) => common(projectId, { note: '主体完工，专线接入点还在架线', ...change });

export const progress = (projectId: string, change: Fields = {}) => common(projectId, { percent: 50, problems: [], ...change });

export const milestoneReport = (projectId: string, change: Fields = {}) =>
  common(projectId, { rung: 'completed', occurredOn: '2026-11-20', photos: [manifestPhoto()], ...change });

export const hazardFields = (change: Fields = {}) => ({ severity: 'general', title: '配电箱未上锁', rectificationDueOn: '2026-11-30', ...change });

export const rectification = (projectId: string, hazardId: string, change: Fields = {}) =>
  common(projectId, {
    hazardId, rectification: { responsiblePerson: '陈静', measures: '加锁并贴责任牌', doneBy: '2026-11-29', funds: '自筹 2000 元', contingencyPlan: '断电抢修预案' },
    photos: [manifestPhoto({ itemKey: 'before' }), manifestPhoto({ itemKey: 'after' })], ...change,
  });

export const hazardOpen = (projectId: string, change: Fields = {}) => common(projectId, { hazard: hazardFields(), ...change });

const ofItem = (itemId: string, change: Fields) => ({ id: uuidv7(), itemId, capturedAt: '2026-11-23T01:30:00.000Z', photos: [] as ReturnType<typeof manifestPhoto>[], ...change });

export const reading = (itemId: string, change: Fields = {}) => ofItem(itemId, { month: '2026-10', value: 80.5, source: '统计局月报', ...change });
export const ratioReading = (itemId: string, change: Fields = {}) => ofItem(itemId, { month: '2026-10', numerator: 300, denominator: 400, source: '国土所', ...change });
export const achievement = (itemId: string, change: Fields = {}) => ofItem(itemId, { title: '比德', occurredOn: '2026-10-20', ...change });
export const incident = (itemId: string, change: Fields = {}) => ofItem(itemId, { title: '叉车擦碰', occurredOn: '2026-10-20', ...change });
export const completion = (itemId: string, change: Fields = {}) => ofItem(itemId, { occurredOn: '2026-10-20', note: '已批复', ...change });
export const note = (itemId: string, change: Fields = {}) => ofItem(itemId, { note: '对接了两家企业', ...change });
export const naming = (itemId: string, projectId: string, change: Fields = {}) => ofItem(itemId, { projectId, targetMilestone: 'in_production', ...change });
export const review = (recordId: string, change: Fields = {}) => ({ id: uuidv7(), recordId, answer: 'approve', ...change });

/** So far ahead that no test has to know what day it is. */
export const farAhead = '2199-12-01';
export const orderIssue = (about: Record<string, string>, addresseeId: string, change: Fields = {}) => ({ id: uuidv7(), about, requirement: '接通专线并提交验收单', addresseeId, dueOn: farAhead, ...change });
/** Acknowledging, with more fields any other step. */
export const orderStep = (orderId: string, change: Fields = {}) => ({ id: uuidv7(), orderId, ...change });
export const orderReview = (orderId: string, answerId: string, change: Fields = {}) => orderStep(orderId, { answerId, answer: 'close', ...change });
/** About a project, or with `itemId` in `change` about an item of the plan. */
export const orderAnswer = (orderId: string, projectId: string | undefined, change: Fields = {}) => ({
  id: uuidv7(),
  orderId,
  ...(projectId ? { projectId } : {}),
  capturedAt: '2026-11-23T01:30:00.000Z',
  note: '专线已接通，验收单见附件',
  photos: [] as ReturnType<typeof manifestPhoto>[],
  ...change,
});

/** Every clause passes but those in `fails`, each with a photo and a hazard. */
export const safetyCheck = (projectId: string, checklistVersionId: string, keys: string[], fails: string[] = [], change: Fields = {}) =>
  common(projectId, {
    checklistVersionId,
    answers: keys.map((key) => (fails.includes(key) ? { key, answer: 'fail', defects: ['无标识'], hazard: hazardFields() } : { key, answer: 'pass' })),
    photos: fails.map((itemKey) => manifestPhoto({ itemKey })),
    ...change,
  });

/** One record of a rescue file, as the office sends it. */
export const rescueOf = (ownerId: string, operation: string, body: string, change: Fields = {}) => ({ ownerId, operation, body, bodySha256: sha256(body), ...change });
