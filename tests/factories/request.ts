// One valid request per operation. The type makes a new operation without one fail to compile, and the tests that
// walk the operations table fail on it too.
import { v7 as uuidv7 } from 'uuid';
import type { OperationName } from '../../src/contract/operations';
import { checklistKeys, type World } from '../support/world';
import { aPlanFile, planImport } from './plan-file';
import {
  achievement, completion, hazardOpen, incident, inspection, manifestPhoto, milestoneReport, naming, note, progress, randomSha, reading, rescueOf, review, safetyCheck,
} from './submission';

export type RequestInput = { params?: Record<string, string>; query?: string; body?: Record<string, unknown> };

export const validRequest: Record<OperationName, (world: World) => RequestInput> = {
  'session.claim': () => ({ body: { inviteCode: 'ZZZZZ-ZZZZZ', deviceName: '手机' } }),
  'session.wechat': () => ({ body: { code: 'wx-code', inviteCode: 'ZZZZZ-ZZZZZ', deviceName: '手机' } }),
  'session.refresh': () => ({ body: { refreshToken: 'a'.repeat(43) } }),
  'session.end': () => ({}),
  'me.read': () => ({}),
  'me.data': () => ({}),
  'me.close': () => ({ body: {} }),
  'today.read': () => ({}),
  'inspection.submit': ({ projectId }) => ({ body: inspection(projectId, { photos: [manifestPhoto()] }) }),
  'progress.submit': ({ projectId }) => ({
    body: progress(projectId, {
      percentReason: '返工', investmentToDateYuan: 1_000_000, problems: ['power'], problemNote: '专线', note: '进度',
      photos: [manifestPhoto()], milestone: { rung: 'signed', occurredOn: '2026-10-01', agreedInvestmentYuan: 5_000_000 },
    }),
  }),
  'safetyCheck.submit': ({ projectId, checklistVersionId }) => ({ body: safetyCheck(projectId, checklistVersionId, checklistKeys, ['b']) }),
  'rescue.submit': ({ projectId, ownerId, milestoneId }) => ({ body: rescueOf(ownerId, 'milestone.report', JSON.stringify(milestoneReport(projectId)), { milestoneId }) }),
  'photo.sign': ({ reportId }) => ({
    body: { submissionId: reportId, photos: [{ sha256: randomSha(), bytes: 1000, contentType: 'image/jpeg', thumb: { sha256: randomSha(), bytes: 200 } }] },
  }),
  'photo.attach': ({ reportId }) => ({ body: { submissionId: reportId, sha256s: [randomSha()] } }),
  'photo.giveUp': ({ reportId }) => ({ body: { submissionId: reportId, sha256: randomSha(), reason: '手机进水' } }),
  'photo.find': () => ({ params: { code: '0123456789' } }),
  'report.list': ({ projectId }) => ({ query: `?projectId=${projectId}&kind=progress&mine=true&limit=5&before=100` }),
  'report.read': ({ reportId }) => ({ params: { id: reportId } }),
  'project.list': () => ({}),
  'project.read': ({ projectId }) => ({ params: { id: projectId } }),
  'project.create': ({ enterpriseId }) => ({
    body: { id: uuidv7(), name: `新项目 ${uuidv7()}`, category: 'industrial', enterpriseId, location: { latitude: 29.5, longitude: 113.4 }, totalInvestmentYuan: 100, plannedDates: { completed: '2026-12-01' }, note: '备注' },
  }),
  'project.record': ({ projectId, enterpriseId }) => ({
    params: { id: projectId },
    body: { id: uuidv7(), enterpriseId, totalInvestmentYuan: 200, plannedDates: { completed: '2026-12-02' }, note: '备注' },
  }),
  'milestone.report': ({ projectId, milestoneId }) => ({ params: { id: milestoneId }, body: milestoneReport(projectId, { note: '竣工' }) }),
  'milestone.confirm': ({ milestoneId, milestoneReportId }) => ({ params: { id: milestoneId }, body: { id: uuidv7(), reportId: milestoneReportId } }),
  'milestone.dispute': ({ milestoneId, milestoneReportId }) => ({ params: { id: milestoneId }, body: { id: uuidv7(), reportId: milestoneReportId, reason: '未完工' } }),
  'checklist.list': () => ({}),
  'hazard.list': ({ projectId }) => ({ query: `?state=standing&projectId=${projectId}&limit=5&before=0-1-0-9830-100-20261123` }),
  'hazard.read': ({ hazardId }) => ({ params: { id: hazardId } }),
  'hazard.open': ({ projectId }) => ({ body: hazardOpen(projectId, { note: '现场', photos: [manifestPhoto()] }) }),
  'plan.read': () => ({ query: '?year=2026' }),
  'plan.list': () => ({}),
  'plan.preview': () => ({ body: { file: JSON.stringify(aPlanFile()) } }),
  'plan.import': () => ({ body: planImport(aPlanFile()) }),
  'plan.file': () => ({ query: '?year=2026' }),
  'planFile.schema': () => ({}),
  'planItem.read': ({ planItemId }) => ({ params: { id: planItemId } }),
  'planItem.assign': ({ planItemId, ownerId }) => ({ body: { id: uuidv7(), itemIds: [planItemId], ownerId } }),
  'reading.list': () => ({ query: '?month=2026-10' }),
  'reading.submit': ({ items }) => ({ body: reading(items.figure, { note: '初步数', photos: [manifestPhoto()] }) }),
  'reading.review': ({ waiting }) => ({ params: { id: waiting.reading }, body: review(waiting.reading, { answer: 'return', reason: '与月报不符' }) }),
  'achievement.submit': ({ items }) => ({ body: achievement(items.achievement, { note: '省科技厅公示', photos: [manifestPhoto()] }) }),
  'achievement.review': ({ waiting }) => ({ params: { id: waiting.achievement }, body: review(waiting.achievement) }),
  'completion.submit': ({ items }) => ({ body: completion(items.done, { photos: [manifestPhoto()] }) }),
  'completion.review': ({ waiting }) => ({ params: { id: waiting.completion }, body: review(waiting.completion) }),
  'incident.submit': ({ items, projectId }) => ({ body: incident(items.incident, { projectId, note: '无人受伤', photos: [manifestPhoto()] }) }),
  'note.submit': ({ items }) => ({ body: note(items.figure) }),
  'naming.submit': ({ items, projectId }) => ({ body: naming(items.gap, projectId, { note: '管委会会议纪要' }) }),
  'digest.read': () => ({ query: '?on=2026-11-20' }),
  'digest.find': () => ({ query: '?code=0123456789abcdef' }),
  'export.create': () => ({ body: { id: uuidv7(), kind: 'daily', on: '2026-11-20' } }),
  'export.list': () => ({ query: '?limit=5&before=100' }),
  'export.read': () => ({ params: { code: '0123456789' } }),
  'invite.create': ({ enterpriseId }) => ({ body: { role: 'contact', name: '新人', enterpriseId, phone: '13800000000' } }),
  'invite.list': () => ({}),
  'invite.revoke': ({ inviteId }) => ({ params: { id: inviteId } }),
  'staff.list': () => ({}),
  'staff.close': ({ staffId }) => ({ params: { id: staffId }, body: {} }),
  'staff.endSessions': ({ staffId }) => ({ params: { id: staffId }, body: {} }),
  'staff.changeRole': ({ staffId, enterpriseId }) => ({ params: { id: staffId }, body: { role: 'contact', enterpriseId } }),
  'enterprise.list': () => ({}),
  'proof.read': () => ({ query: '?after=records:100' }),
  'proof.list': () => ({}),
  'audit.list': () => ({ query: '?limit=5&before=100' }),
  'job.run': () => ({ params: { job: 'freeze-digest' } }),
  'health.read': () => ({}),
  'openapi.read': () => ({}),
};
