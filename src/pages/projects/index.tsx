/** 项目. Needs network; what was read before stays visible while it refreshes. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { failureOf } from '../../state/failure';
import { useProjects } from '../../api/project';
import { useRefresh } from '../../api/refresh';
import { Chips } from '../../components/chips';
import { SearchField } from '../../components/form-field';
import { Light } from '../../components/light';
import { OfflineBar } from '../../components/offline-bar';
import { PaceBar } from '../../components/pace-bar';
import { List, Row, RowIcon } from '../../components/row';
import { Screen } from '../../components/screen';
import { EmptyScreen, ErrorScreen, LoadingScreen, StateView } from '../../components/state-view';
import { Button } from '../../components/button';
import { Gap } from '../../components/text-block';
import { UpdatedAt } from '../../components/updated-at';
import type { Project } from '../../contract/project';
import type { Light as LightName } from '../../domain/light';
import { type Rung, rungs } from '../../domain/milestone';
import { silentAfterDays } from '../../domain/project-light';
import { readShortCode } from '../../domain/short-code';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { useSession } from '../../state/session';
import { lightWords } from '../../text/common';
import { projectCategoryWords, projectWords as words } from '../../text/project';
import { guarded } from '../guarded';
import './index.scss';

/** What needs somebody comes first. */
const lightOrder: readonly LightName[] = ['overdue', 'behind', 'normal', 'no_data'];

export default guarded(ProjectsPage);

function ProjectsPage() {
  const query = useProjects();
  useRefresh(query);
  if (query.isPending) return <LoadingScreen isTab />;
  if (!query.data) return <ErrorScreen isTab {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <NoProjects />;
  return <ProjectsView projects={query.data.items} updatedAt={query.dataUpdatedAt} />;
}

function NoProjects() {
  const role = useSession(({ session }) => session?.staff.staff.role);
  const action = role === 'office' ? { label: words.create, onClick: () => void openPage(routes.newProject) } : undefined;
  return <EmptyScreen isTab title={words.emptyTitle} text={role === 'contact' ? words.emptyContactText : words.emptyText} action={action} />;
}

function ProjectsView({ projects, updatedAt }: { projects: readonly Project[]; updatedAt: number }) {
  const connection = useConnection();
  // Lights compare with the plan, which contacts do not read.
  const role = useSession(({ session }) => session?.staff.staff.role);
  const [isContact, isOffice] = [role === 'contact', role === 'office'];
  const [sought, setSought] = useState('');
  // A code read off a photo is as likely to be typed here as anywhere.
  const code = readShortCode(sought);
  const [light, setLight] = useState<LightName[]>([]);
  const [category, setCategory] = useState<Project['category'][]>([]);
  const [stage, setStage] = useState<Rung[]>([]);
  const stages = rungs.filter((rung) => projects.some((project) => project.stage === rung));
  const categories = [...new Set(projects.map((project) => project.category))];
  const inCategory = projects.filter((project) => category.length === 0 || category.includes(project.category));
  const found = inCategory
    .filter((project) => (light.length === 0 || light.includes(project.light)) && (stage.length === 0 || stage.includes(project.stage as Rung)) && isNamed(project, sought))
    .sort((a, b) => lightOrder.indexOf(a.light) - lightOrder.indexOf(b.light));
  const showAll = () => {
    setSought('');
    setLight([]);
    setCategory([]);
    setStage([]);
  };
  return (
    <Screen isTab banner={<OfflineBar {...connection} onClick={() => void openPage(routes.outbox)} />}>
      <SearchField value={sought} onChange={setSought} placeholder={words.search} />
      {code && (
        <View className="projects-filter">
          <List>
            <Row lead={<RowIcon name="image" />} title={words.photoCode(code)} onClick={() => void openPage(routes.photoCode, { code })} />
          </List>
        </View>
      )}
      {!isContact && (
        <View className="projects-filter">
          <Chips
            mode="one"
            layout="line"
            isOnPage
            options={lightOrder.flatMap((value) => {
              const count = inCategory.filter((project) => project.light === value).length;
              return count === 0 && !light.includes(value) ? [] : [{ value, label: <Light state={value}>{`${lightWords[value]} ${count}`}</Light> }];
            })}
            selected={light}
            onChange={setLight}
          />
        </View>
      )}
      {categories.length > 1 && (
        <View className="projects-filter">
          <Chips
            mode="one"
            layout="line"
            isOnPage
            options={categories.map((value) => ({ value, label: projectCategoryWords[value] }))}
            selected={category}
            onChange={setCategory}
          />
        </View>
      )}
      {stages.length > 1 && (
        <View className="projects-filter">
          <Chips mode="one" layout="line" isOnPage options={stages.map((value) => ({ value, label: words.stage(value) }))} selected={stage} onChange={setStage} />
        </View>
      )}
      <Gap />
      {found.length === 0 ? (
        <StateView
          picture="nothing"
          title={words.noneFoundTitle}
          text={words.noneFoundText}
          action={
            <Button tone="neutral" onClick={showAll}>
              {words.showAll}
            </Button>
          }
        />
      ) : (
        <List>
          {found.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </List>
      )}
      {isOffice && (
        <>
          <Gap />
          <List>
            <Row title={words.create} isPlain onClick={() => void openPage(routes.newProject)} />
          </List>
        </>
      )}
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

function isNamed(project: Project, sought: string): boolean {
  const text = sought.trim().toLowerCase();
  // The key is what a code on site shows under its name.
  return [project.name, project.enterprise?.name ?? '', project.key ?? ''].some((name) => name.toLowerCase().includes(text));
}

function ProjectRow({ project }: { project: Project }) {
  const { progress, expectedPercent, silentDays, openHazards, overdueHazards } = project;
  const expected = expectedPercent === null ? null : Math.round(expectedPercent);
  const isContact = useSession(({ session }) => session?.staff.staff.role === 'contact');
  const silence = silentDays === null ? words.neverRecorded : silentDays > silentAfterDays ? words.silent(silentDays) : '';
  const facts = [words.stage(project.stage), progress ? words.paceLabel(progress.percent, expected) : '', silence, openHazards > 0 ? words.hazards(openHazards) : ''];
  return (
    <Row
      title={
        <View className="project-row-head">
          <View className="project-row-name">{project.name}</View>
          {!isContact && <Light state={project.light} />}
        </View>
      }
      note={
        <>
          {progress && (
            <View className="project-row-bar">
              <PaceBar value={progress.percent} expected={expected ?? undefined} label={words.paceLabel(progress.percent, expected)} />
            </View>
          )}
          <View className="project-row-facts">
            {facts.filter(Boolean).map((fact) => (
              <View key={fact} className="project-row-fact">
                {fact}
              </View>
            ))}
            {overdueHazards > 0 && <Light state="overdue">{words.hazardsOverdue(overdueHazards)}</Light>}
          </View>
        </>
      }
      hasChevron={false}
      onClick={() => void openPage(routes.projectDetail, { id: project.id })}
    />
  );
}
