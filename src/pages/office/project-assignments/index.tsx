/** 项目分工 (office): which inspector looks after which projects. It sorts 今天; anybody may report on any project. */
import { useAssignProjects, useProjects } from '../../../api/project';
import { useStaff } from '../../../api/staff';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { isFinished, projectCategories } from '../../../domain/project';
import { failureOf } from '../../../state/failure';
import { projectAssignmentWords as words } from '../../../text/assign';
import { projectCategoryWords } from '../../../text/project';
import { guarded } from '../../guarded';
import { AssignScreen } from '../parts/assign-screen';

export default guarded(ProjectAssignmentsPage);

function ProjectAssignmentsPage() {
  const projects = useProjects();
  const staff = useStaff();
  const assign = useAssignProjects();
  if (projects.isPending || staff.isPending) return <LoadingScreen />;
  if (!projects.data || !staff.data) return <ErrorScreen {...failureOf(projects.error ?? staff.error)} onRetry={() => void Promise.all([projects.refetch(), staff.refetch()])} />;
  const inspectors = staff.data.items.filter(({ role, closedAt }) => role === 'inspector' && closedAt === null);
  if (projects.data.items.length === 0) return <EmptyScreen title={words.emptyTitle} text={words.emptyText} />;
  if (inspectors.length === 0) return <EmptyScreen {...words.noInspectors} />;
  // Nobody has to look after what is finished.
  const groups = projectCategories.map((category) => ({
    key: category,
    title: projectCategoryWords[category],
    entries: projects.data.items
      .filter((project) => project.category === category && (!isFinished(project) || project.inspector !== null))
      .map(({ id, name, inspector }) => ({ id, name, person: inspector })),
  }));
  return <AssignScreen groups={groups} people={inspectors.map(({ id, name }) => ({ value: id, label: name }))} words={words} assign={assign} />;
}
