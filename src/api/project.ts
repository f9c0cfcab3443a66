import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';
import { newRecordId } from './record-id';

export const useProjects = () => useRead('project.list');

/** Nothing is read while no project is chosen. */
export const useProject = (id: string) => useRead('project.read', { params: { id } }, id !== '');

/** 项目分工 (office). */
export function useAssignProjects() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ ids, personId }: { ids: string[]; personId: string | null }) =>
      client.call('project.assign', { body: { id: await newRecordId(), projectIds: ids, inspectorId: personId } }),
    onSuccess: () => refreshProjects(cache),
  });
}

/** Adds a project (office). Sent twice it is the one. */
export function useCreateProject() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({ mutationFn: (body: RequestOf<'project.create'>) => client.call('project.create', { body }), onSuccess: () => refreshProjects(cache) });
}

const refreshProjects = (cache: QueryClient) => Promise.all((['project.read', 'project.list', 'enterprise.list'] as const).map((name) => cache.invalidateQueries({ queryKey: [name] })));

/** Records facts of a project (office); sent twice they only say the same twice. */
export function useRecordProject(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<'project.record'>) => client.call('project.record', { params: { id: projectId }, body }),
    onSuccess: () => refreshProjects(cache),
  });
}
