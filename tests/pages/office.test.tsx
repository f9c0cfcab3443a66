import { fireEvent, screen, waitFor } from '@testing-library/react';
import InvitesPage from '../../src/pages/office/invites';
import StaffPage from '../../src/pages/office/staff';
import { idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';
import { readQr } from '../support/qr';

const bideEnterprise = { id: idOf(110), name: '比德' };
const invite = {
  id: idOf(600),
  name: '周洋',
  role: 'inspector',
  enterprise: null,
  createdAt: '2026-11-20T00:00:00Z',
  expiresAt: '2099-11-27T00:00:00Z',
  claimedAt: null,
  revokedAt: null,
  isStanding: false,
};

describe('inviting', () => {
  it('of a contact needs the enterprise, and shows the code once', async () => {
    const call = renderPage(InvitesPage, {
      role: 'office',
      answers: {
        'invite.list': { items: [] },
        'enterprise.list': { items: [bideEnterprise] },
        'invite.create': { id: idOf(601), code: '7K2F9-QD4M3', expiresAt: '2099-11-30T08:00:00Z' },
      },
    });
    fireEvent.click((await screen.findAllByText('邀请一位成员'))[0]!);
    fireEvent.click(await screen.findByText('企业联系人'));
    fireEvent.change(screen.getByPlaceholderText('真实姓名，会署在记录上'), { target: { value: '陈静' } });
    fireEvent.click(screen.getByText('生成邀请码'));
    expect(call).not.toHaveBeenCalledWith('invite.create', expect.anything());
    fireEvent.click(screen.getByText('企业'));
    fireEvent.click(await screen.findByText('比德'));
    fireEvent.click(await screen.findByText('生成邀请码'));
    expect(await screen.findByText('7K2F9-QD4M3')).toBeTruthy();
    expect(call).toHaveBeenCalledWith('invite.create', { body: { role: 'contact', name: '陈静', enterpriseId: idOf(110), phone: undefined } });
    // Scanned off this screen it opens the sign-in page of this deployment, the code behind the #.
    expect(readQr(await screen.findByLabelText('邀请二维码'))).toBe('http://localhost/#i=7K2F9QD4M3');
  });

  it('asks before an invite is taken back', async () => {
    const call = renderPage(InvitesPage, { role: 'office', answers: { 'invite.list': { items: [invite] }, 'invite.revoke': undefined } });
    fireEvent.click(await screen.findByText('收回'));
    expect(await screen.findByText('收回给周洋的邀请？')).toBeTruthy();
    expect(call).not.toHaveBeenCalledWith('invite.revoke', expect.anything());
    fireEvent.click(screen.getAllByText('收回').pop()!);
    await waitFor(() => expect(call).toHaveBeenCalledWith('invite.revoke', { params: { id: idOf(600) } }));
  });
});

describe('staff', () => {
  const answers = {
    'staff.list': { items: [{ ...people.liming, enterprise: null, phoneMasked: '138****1234', createdAt: '2026-11-20T00:00:00Z', closedAt: null }] },
    'enterprise.list': { items: [bideEnterprise] },
    'staff.changeRole': undefined,
    'staff.close': undefined,
  };

  it('becomes a contact of an enterprise after being asked', async () => {
    const call = renderPage(StaffPage, { role: 'office', answers });
    fireEvent.click(await screen.findByText('李明'));
    fireEvent.click(await screen.findByText('改角色'));
    fireEvent.click(await screen.findByText('企业联系人'));
    fireEvent.click(await screen.findByText('比德'));
    expect(await screen.findByText('把李明改为企业联系人？')).toBeTruthy();
    fireEvent.click(screen.getByText('确定'));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith('staff.changeRole', { params: { id: people.liming.id }, body: { role: 'contact', enterpriseId: idOf(110) } }),
    );
  });

  it('is closed only after a second tap', async () => {
    const call = renderPage(StaffPage, { role: 'office', answers });
    fireEvent.click(await screen.findByText('李明'));
    fireEvent.click(await screen.findByText('注销账号'));
    fireEvent.click(await screen.findByText('取消'));
    await waitFor(() => expect(screen.queryByText('注销李明的账号？')).toBeNull());
    expect(call).not.toHaveBeenCalledWith('staff.close', expect.anything());
  });

  it('gets a code for a new phone once, after being asked, however often it is tapped', async () => {
    const call = renderPage(StaffPage, { role: 'office', answers: { ...answers, 'invite.create': { id: idOf(601), code: '7K2F9-QD4M3', expiresAt: '2099-11-30T08:00:00Z' } } });
    fireEvent.click(await screen.findByText('李明'));
    const row = await screen.findByText('换手机，重新邀请');
    fireEvent.click(row);
    fireEvent.click(row);
    expect(await screen.findByText('给李明的新手机发邀请码？')).toBeTruthy();
    expect(call).not.toHaveBeenCalledWith('invite.create', expect.anything());
    const confirm = screen.getByText('生成邀请码');
    fireEvent.click(confirm);
    fireEvent.click(confirm);
    expect(await screen.findByText('7K2F9-QD4M3')).toBeTruthy();
    expect(call.mock.calls.filter(([name]) => name === 'invite.create')).toEqual([['invite.create', { body: { staffId: people.liming.id } }]]);
  });
});
