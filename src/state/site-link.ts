// A code that was scanned with the phone's camera, between following its link and the page it opens.
import { readSiteLink } from '../domain/site-link';
import { appOrigin, beginAt, onFollowed, openedAddress } from '../platform/launch';
import { restartAt } from '../platform/navigate';
import { routes } from '../routes';

/** In memory alone: it signs somebody in, so it stands in no address, no history and on no disk. */
let invite: string | null = null;

export const keepInvite = (code: string): void => void (invite = code);

/** Once: who signs out afterwards is not offered a used code. */
export function takeInvite(): string | null {
  const code = invite;
  invite = null;
  return code;
}

/** H5, before the first page is drawn. WeChat opens the page of its rule by itself, with the address as `q`. */
export function followOpenedAddress(): void {
  const address = openedAddress();
  const link = readSiteLink(address, appOrigin);
  if (link?.kind === 'invite') {
    beginSignIn(link.code);
  } else if (link || address.startsWith(`${appOrigin}/?s=`)) {
    // What can't be read is told on that page, too.
    beginAt(routes.site, { q: address });
  }
}

/** In the open app an invite's address loads nothing: it would stay there, and nothing would happen. */
export function followInvites(): void {
  onFollowed(() => {
    const link = readSiteLink(openedAddress(), appOrigin);
    if (link?.kind !== 'invite') return;
    beginSignIn(link.code);
    void restartAt(routes.login);
  });
}

function beginSignIn(code: string): void {
  keepInvite(code);
  beginAt(routes.login);
}
