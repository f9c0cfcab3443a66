import { fireEvent, render, screen } from '@testing-library/react';
import { PhotoGrid } from '../../../src/components/photo-grid';

const photos = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `photo-${index}`, url: `blob:${index}`, caption: `14:3${index}` }));

describe('PhotoGrid', () => {
  it('invites the first photo, then another one', () => {
    const { rerender } = render(<PhotoGrid photos={[]} onAdd={jest.fn()} />);
    expect(screen.getByRole('button', { name: '拍照' })).toBeTruthy();
    rerender(<PhotoGrid photos={photos(1)} onAdd={jest.fn()} />);
    expect(screen.getByRole('button', { name: '再拍一张' })).toBeTruthy();
  });

  it('offers no more once the limit is reached', () => {
    render(<PhotoGrid photos={photos(9)} max={9} onAdd={jest.fn()} />);
    expect(screen.queryByRole('button', { name: '再拍一张' })).toBeNull();
  });

  it('removes the photo whose cross is tapped, without opening it', () => {
    const handleOpen = jest.fn();
    const handleRemove = jest.fn();
    render(<PhotoGrid photos={photos(2)} onOpen={handleOpen} onRemove={handleRemove} />);
    fireEvent.click(screen.getAllByRole('button', { name: '删除' })[1]!);
    expect(handleRemove).toHaveBeenCalledWith('photo-1');
    expect(handleOpen).not.toHaveBeenCalled();
  });

  it('is for looking only without handlers', () => {
    render(<PhotoGrid photos={photos(2)} />);
    expect(screen.queryAllByRole('button')).toHaveLength(0);
  });

  it('shows how much of a photo is sent, and that one has arrived', () => {
    const [first, second] = photos(2);
    const { container } = render(<PhotoGrid photos={[{ ...first!, sent: 0.46 }, { ...second!, sent: 'done' }]} />);
    expect(screen.getByText('46%')).toBeTruthy();
    expect(container.querySelectorAll('.photo-done')).toHaveLength(1);
  });

  it('stands the flag on the caption where a cross takes the corner', () => {
    const flagged = photos(1).map((photo) => ({ ...photo, flag: { text: '定位不准' } }));
    const { container, rerender } = render(<PhotoGrid photos={flagged} onRemove={jest.fn()} />);
    expect(container.querySelector('.photo-foot .photo-flag')?.textContent).toBe('定位不准');
    rerender(<PhotoGrid photos={flagged} />);
    expect(container.querySelector('.photo-foot .photo-flag')).toBeNull();
    expect(screen.getByRole('img', { name: '14:30，定位不准' })).toBeTruthy();
  });
});
