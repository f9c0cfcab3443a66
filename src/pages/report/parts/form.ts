// What every report form holds as plain data, and the moves on it that are the same in all three. Pure.
import type { ManifestPhoto } from '../../../contract/photo';
import type { Project } from '../../../contract/project';
import { distanceM, flagPhoto, type PhotoFlag, type Point } from '../../../domain/submission';

/** A photo of a draft: as the manifest says it, plus where its two files are. */
export type DraftPhoto = ManifestPhoto & { fileKey: string; thumbKey: string };

/** Who chose the project. What a person or the opening page chose is never overruled by a position. */
export type ChosenBy = 'page' | 'person' | 'nearest' | 'last';

export type ReportDraft = {
  version: 1;
  /** Id of the record to be: fixed at the start, so that a draft submitted twice is still one record. */
  id: string;
  projectId: string | null;
  chosenBy: ChosenBy | null;
  photos: DraftPhoto[];
};

export type ReportAction =
  | { type: 'project'; projectId: string; by: ChosenBy }
  | { type: 'photoAdded'; photo: DraftPhoto }
  | { type: 'photoRemoved'; fileKey: string };

export const emptyDraft = (id: string): ReportDraft => ({ version: 1, id, projectId: null, chosenBy: null, photos: [] });

export function reduceReport<Draft extends ReportDraft>(draft: Draft, action: ReportAction): Draft {
  switch (action.type) {
    case 'project':
      return { ...draft, projectId: action.projectId, chosenBy: action.by };
    case 'photoAdded':
      // The same bytes twice prove nothing more, and the contract refuses them.
      return draft.photos.some(({ sha256 }) => sha256 === action.photo.sha256) ? draft : { ...draft, photos: [...draft.photos, action.photo] };
    case 'photoRemoved':
      return { ...draft, photos: draft.photos.filter(({ fileKey }) => fileKey !== action.fileKey) };
  }
}

export type Near = { project: Project; metres: number | null };

/** Nearest first; projects without coordinates, or all of them without a position, by name after them. */
export function byDistance(projects: readonly Project[], at: Point | null): Near[] {
  return projects
    .map((project) => ({ project, metres: at && project.location ? distanceM(at, project.location) : null }))
    .sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || a.project.name.localeCompare(b.project.name, 'zh'));
}

/** Within this a person is on the site; further off the project used last is the better guess. */
const onSiteM = 500;

/** The project a form begins with, null when nothing speaks for one. */
export function proposeProject(projects: readonly Project[], at: Point | null, lastId: string | null): { projectId: string; by: ChosenBy } | null {
  const [nearest] = byDistance(projects, at);
  const last = projects.find(({ id }) => id === lastId);
  const isOnSite = nearest !== undefined && nearest.metres !== null && nearest.metres <= onSiteM;
  if (nearest && nearest.metres !== null && (isOnSite || !last)) return { projectId: nearest.project.id, by: 'nearest' };
  return last ? { projectId: last.id, by: 'last' } : null;
}

export const toManifest = ({ fileKey: _file, thumbKey: _thumb, ...photo }: DraftPhoto): ManifestPhoto => photo;

export function flagsOf(photo: ManifestPhoto, projectLocation: Point | null): PhotoFlag[] {
  return flagPhoto({ source: photo.source, location: photo.location, projectLocation, isReused: false });
}

export const metresOff = (photo: ManifestPhoto, projectLocation: Point | null): number | null =>
  photo.location && projectLocation ? distanceM(photo.location, projectLocation) : null;

/** The moment the report is about: its first photo, else now. */
export const capturedAtOf = (draft: ReportDraft, now: Date): string =>
  draft.photos.map(({ capturedAt }) => capturedAt).sort()[0] ?? now.toISOString();

/** Absent instead of empty, as the contract wants it. */
export const textOrNothing = (text: string): string | undefined => text.trim() || undefined;
