/** 现场二维码 (office): which projects, how large; then the sheets to look at and the PDF. Needs network for the projects alone. */
import { useState } from 'react';
import { useProjects } from '../../../api/project';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import type { Project } from '../../../contract/project';
import type { SheetLayout } from '../../../domain/code-sheet';
import { usePageParams } from '../../../platform/navigate';
import { failureOf } from '../../../state/failure';
import { siteCodeWords as words } from '../../../text/site-code';
import { guarded } from '../../guarded';
import { Choice } from './choice';
import { Sheet } from './sheet';

export default guarded(SiteCodesPage);

function SiteCodesPage() {
  const query = useProjects();
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <EmptyScreen title={words.noneTitle} text={words.noneText} />;
  return <SiteCodes projects={query.data.items} />;
}

function SiteCodes({ projects }: { projects: readonly Project[] }) {
  const { projectId } = usePageParams();
  const [picked, setPicked] = useState<string[]>(projects.filter(({ id }) => id === projectId).map(({ id }) => id));
  const [layout, setLayout] = useState<SheetLayout>('grid');
  /** As chosen when it was asked for: what the phone reads meanwhile changes no sheet under the thumb. */
  const [asked, setAsked] = useState<Project[] | null>(null);
  if (asked) return <Sheet projects={asked} layout={layout} onBack={() => setAsked(null)} />;
  return <Choice projects={projects} picked={picked} layout={layout} onPick={setPicked} onLayout={setLayout} onMake={() => setAsked(projects.filter(({ id }) => picked.includes(id)))} />;
}
