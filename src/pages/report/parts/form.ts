// What every report form holds as plain data, and the moves on it that are the same in all three. Pure.
import type { ManifestDocument } from '../../../contract/document';
import type { ManifestPhoto } from '../../../contract/photo';
import type { Project } from '../../../contract/project';
import { distanceM, flagPhoto, type PhotoFlag, placeOf, type Point } from '../../../domain/submission';

export { textOrNothing } from '../../../domain/typed-text';

/** A photo of a draft: as the manifest says it, plus where its two files are and which project its watermark names. */
export type DraftPhoto = ManifestPhoto & { fileKey: string; thumbKey: string; drawnFor?: { id: string; name: string } };

/** A document of a draft: as the manifest says it, plus where its file is. */
export type DraftDocument = ManifestDocument & { fileKey: string };

/** Who chose the project. What a person or the opening page chose is never overruled by a position. */
export type ChosenBy = 'page' | 'person' | 'nearest' | 'last';

export type ReportDraft = {
  version: 1;
  /** Id of the record to be: fixed at the start, so that a draft submitted twice is still one record. */
  id: string;
  projectId: string | null;
  chosenBy: ChosenBy | null;
  /** The record that this one takes the place of. */
  corrects?: string;
  photos: DraftPhoto[];
  /** Absent in forms and drafts that have none. */
  documents?: DraftDocument[];
  /** The highest ordinal given so far, photos removed since included: a code is never drawn on two pictures. */
  lastOrdinal?: number;
};

export type ReportAction =
  | { type: 'project'; projectId: string; by: ChosenBy }
  | { type: 'photoAdded'; photo: DraftPhoto }
  | { type: 'photoRemoved'; fileKey: string }
  | { type: 'documentAdded'; document: DraftDocument }
  | { type: 'documentRemoved'; fileKey: string };

export const emptyDraft = (id: string): ReportDraft => ({ version: 1, id, projectId: null, chosenBy: null, photos: [] });

export function reduceReport<Draft extends ReportDraft>(draft: Draft, action: ReportAction): Draft {
  switch (action.type) {
    case 'project':
      return { ...draft, projectId: action.projectId, chosenBy: action.by };
    case 'photoAdded':
      // The same bytes twice prove nothing more, and the contract refuses them.
      if (draft.photos.some(({ sha256 }) => sha256 === action.photo.sha256)) return draft;
      return { ...draft, photos: [...draft.photos, action.photo], lastOrdinal: Math.max(ordinalsGiven(draft), action.photo.ordinal ?? 0) };
    case 'photoRemoved':
      return { ...draft, photos: draft.photos.filter(({ fileKey }) => fileKey !== action.fileKey) };
    case 'documentAdded':
      return documentsOf(draft).some(({ sha256 }) => sha256 === action.document.sha256) ? draft : { ...draft, documents: [...documentsOf(draft), action.document] };
    case 'documentRemoved':
      return { ...draft, documents: documentsOf(draft).filter(({ fileKey }) => fileKey !== action.fileKey) };
  }
}

export const documentsOf = ({ documents = [] }: Pick<ReportDraft, 'documents'>): readonly DraftDocument[] => documents;

/** What is sent of the documents: nothing where there are none. */
export const toDocuments = (draft: ReportDraft): { documents?: ManifestDocument[] } => {
  const documents = documentsOf(draft).map(({ fileKey: _file, ...document }) => document);
  return documents.length > 0 ? { documents } : {};
};

/** Drafts of apps before watermarks hold photos without an ordinal; they count as numbered in their order. */
export const ordinalsGiven = ({ lastOrdinal = 0, photos }: Pick<ReportDraft, 'lastOrdinal' | 'photos'>): number =>
  Math.max(lastOrdinal, photos.length, ...photos.map(({ ordinal }) => ordinal ?? 0));

export type Near = { project: Project; metres: number | null };

/** Nearest first; projects without coordinates, or all of them without a position, by name after them. */
export function byDistance(projects: readonly Project[], at: Point | null): Near[] {
  return projects
    .map((project) => ({ project, metres: at && project.location ? distanceM(at, project.location) : null }))
    .sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || a.project.name.localeCompare(b.project.name, 'zh'));
}

/** Within this a person is on the site; further off the project used last is the better guess. */
const onSiteM = 500;

/** How many besides the nearest it could be as well: the person is on their site, too. */
export const othersNear = (near: readonly Near[]): number => near.slice(1).filter(({ metres }) => metres !== null && metres <= onSiteM).length;

/** The project a form begins with, null when nothing speaks for one. */
export function proposeProject(projects: readonly Project[], at: Point | null, lastId: string | null): { projectId: string; by: ChosenBy } | null {
  const [nearest] = byDistance(projects, at);
  const last = projects.find(({ id }) => id === lastId);
  const isOnSite = nearest !== undefined && nearest.metres !== null && nearest.metres <= onSiteM;
  if (nearest && nearest.metres !== null && (isOnSite || !last)) return { projectId: nearest.project.id, by: 'nearest' };
  return last ? { projectId: last.id, by: 'last' } : null;
}

/** What is sent of the photos. All have an ordinal or none would: see ordinalsGiven for those without. */
export const toManifest = (photos: readonly DraftPhoto[]): ManifestPhoto[] =>
  photos.map(({ fileKey: _file, thumbKey: _thumb, drawnFor: _drawn, ...photo }, index) => ({ ...photo, ordinal: photo.ordinal ?? index + 1 }));

const exifPlace = ({ exif }: ManifestPhoto): Point | null =>
  exif?.latitude === undefined || exif.longitude === undefined ? null : { latitude: exif.latitude, longitude: exif.longitude };

/** What only the phone as a whole knows: how its clock is off, and which originals stand in other queued reports. */
export type Circumstances = { projectLocation: Point | null; clockOffsetMs: number | undefined; isUsedElsewhere: (photo: ManifestPhoto) => boolean };

export const flagsOf = (photo: ManifestPhoto, { projectLocation, clockOffsetMs, isUsedElsewhere }: Circumstances): PhotoFlag[] =>
  flagPhoto({ source: photo.source, location: photo.location, exifLocation: exifPlace(photo), projectLocation, clockOffsetMs, isReused: isUsedElsewhere(photo) });

export function metresOff(photo: ManifestPhoto, projectLocation: Point | null): number | null {
  const place = placeOf({ location: photo.location, exifLocation: exifPlace(photo) });
  return place && projectLocation ? distanceM(place, projectLocation) : null;
}

/** Of every body: the record it corrects, if it does. */
export const correctsOf = ({ corrects }: ReportDraft): { corrects?: string } => (corrects ? { corrects } : {});

/** The moment the report is about: its first photo from site, else now. An album photo may be years old; it keeps its own time. */
export const capturedAtOf = ({ photos }: ReportDraft, now: Date): string =>
  photos.flatMap(({ source, capturedAt }) => (source === 'camera' ? [capturedAt] : [])).sort()[0] ?? now.toISOString();
