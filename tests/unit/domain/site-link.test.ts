import * as fc from 'fast-check';
import { projectCategories } from '../../../src/domain/project';
import { inviteAddress, opensCheck, readSiteLink, siteAddress } from '../../../src/domain/site-link';

const origin = 'https://park.example';
const id = '019aa000-0000-7000-8000-000000000100';

describe('the address of a project', () => {
  it('is read back, whatever the origin and the id', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.webUrl().map((url) => new URL(url).origin), (projectId, at) => {
        expect(readSiteLink(siteAddress(at, projectId), at)).toEqual({ kind: 'site', projectId });
      }),
    );
  });

  it('says which project and nothing else', () => {
    expect(siteAddress(origin, id)).toBe(`${origin}/?s=${id}`);
  });

  it('is read with what was added to it on the way', () => {
    for (const more of ['&from=groupmessage&isappinstalled=0', '#wechat_redirect', '#/pages/today/index']) {
      expect(readSiteLink(`  ${siteAddress(origin, id.toUpperCase())}${more}\n`, origin)).toEqual({ kind: 'site', projectId: id });
    }
  });
});

describe('the address of an invite', () => {
  it('keeps the code behind the #, where no server sees it', () => {
    const address = inviteAddress(origin, '7K2F9-QD4M3');
    expect(new URL(address).hash).toBe('#i=7K2F9QD4M3');
    expect(address.split('#')[0]).toBe(`${origin}/`);
    expect(readSiteLink(address, origin)).toEqual({ kind: 'invite', code: '7K2F9QD4M3' });
  });
});

describe('what is none of ours', () => {
  it.each([
    ['another deployment', `https://park.example.evil.test/?s=${id}`],
    ['another scheme', `http://park.example/?s=${id}`],
    ['another port', `https://park.example:8443/?s=${id}`],
    ['somebody else in front of the @', `https://park.example@evil.test/?s=${id}`],
    ['our address inside another', `https://evil.test/?next=${origin}/?s=${id}`],
    ['another path', `${origin}/api/?s=${id}`],
    ['no id', `${origin}/?s=`],
    ['an id cut off', `${origin}/?s=${id.slice(0, -1)}`],
    ['an id that goes on', `${origin}/?s=${id}0`],
    ['a script', `javascript:alert(1)//${origin}/?s=${id}`],
    ['an invite as a query, which servers log', `${origin}/?i=7K2F9QD4M3`],
    ['an invite with a character that no code has', `${origin}/#i=7K2F9QD4MU`],
    ['a phone number', '13800001138'],
    ['nothing', ''],
  ])('is refused: %s', (_what, text) => {
    expect(readSiteLink(text, origin)).toBeNull();
  });

  it('is everything, where the app does not know its own address', () => {
    expect(readSiteLink(`/?s=${id}`, '')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readSiteLink(`${origin}/${text}`, origin) === null || text !== ''));
  });
});

it('begins a check for inspectors at facilities, and opens the page for everybody else', () => {
  const checked = (role: 'inspector' | 'contact' | 'leader' | 'office') => projectCategories.filter((category) => opensCheck(role, category));
  expect(checked('inspector')).toEqual(['infrastructure', 'safety_facility', 'amenity', 'park']);
  expect([checked('contact'), checked('leader'), checked('office')]).toEqual([[], [], []]);
});
