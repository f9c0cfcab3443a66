// A read signs new addresses for the same pictures. The first address of a photo is kept as long as it is good, so that
// the caches of browser and WeChat, which go by address, hold each picture once.

/** Signed for an hour; the rest is for the picture to load. */
const goodMs = 50 * 60_000;

type Addresses = { url: unknown; thumbUrl: unknown };
type Known = Addresses & { until: number };

export type KeepPhotoUrls = <T>(answer: T) => T;

/** Replaces, within what it is given, the addresses of every photo that came before. Forgets those that ran out. */
export function createPhotoUrls(now: () => number): KeepPhotoUrls {
  const known = new Map<string, Known>();

  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isPhoto(value)) settle(value);
    else Object.values(value).forEach(visit);
  };

  const settle = (photo: Addresses & { id: string }) => {
    const before = known.get(photo.id);
    if (before && before.until > now()) Object.assign(photo, { url: before.url, thumbUrl: before.thumbUrl });
    // Without an address it has not arrived yet: the next read may have one.
    else if (photo.url !== null) known.set(photo.id, { url: photo.url, thumbUrl: photo.thumbUrl, until: now() + goodMs });
  };

  return (answer) => {
    for (const [id, { until }] of known) if (until <= now()) known.delete(id);
    visit(answer);
    return answer;
  };
}

const isPhoto = (value: object): value is Addresses & { id: string } => 'thumbUrl' in value && 'url' in value && 'id' in value && typeof value.id === 'string';
