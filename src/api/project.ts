import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';

export const useProjects = () => useRead('project.list');

/** Nothing is read while no project is chosen. */
export const useProject = (id: string) => useRead('project.read', { params: { id } }, id !== '');

/** Records facts of a project (office); sent twice they only say the same twice. */
export function useRecordProject(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<'project.record'>) => client.call('project.record', { params: { id: projectId }, body }),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['project.read'] }),
        cache.invalidateQueries({ queryKey: ['project.list'] }),
      ]),
  });
}
