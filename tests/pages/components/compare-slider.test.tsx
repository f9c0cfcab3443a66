// The bar is 100 px wide at the left edge (tests/support/taro.ts), so that px are per cent.
import { act, fireEvent, render, screen } from '@testing-library/react';
import { CompareSlider, positionOf } from '../../../src/components/compare-slider';

const handle = () => screen.getByRole('slider');
const at = () => handle().getAttribute('aria-valuenow');
const show = (onOpen = jest.fn()) => {
  render(<CompareSlider id="compare" before={{ url: 'before.jpg', label: '整改前 11月18日', caption: '李明 B6RH', onOpen }} after={{ url: 'after.jpg', label: '整改后 11月22日', caption: '周建国 K9TE' }} />);
  return onOpen;
};
/** Measuring answers a moment later. */
const take = (event: () => void) => act(async () => event());

describe('the slider between before and after', () => {
  it('shows half of each, with label and caption', () => {
    show();
    expect(at()).toBe('50');
    for (const text of ['整改前 11月18日', '李明 B6RH', '整改后 11月22日', '周建国 K9TE']) expect(screen.getByText(text)).toBeTruthy();
  });

  it('follows a finger, and stays where a finger can take it again', async () => {
    show();
    await take(() => fireEvent.touchStart(handle(), { touches: [{ clientX: 50 }] }));
    fireEvent.touchMove(handle(), { touches: [{ clientX: 80 }] });
    expect(at()).toBe('80');
    expect(document.querySelector<HTMLElement>('.compare-window')!.style.width).toBe('80%');
    fireEvent.touchMove(handle(), { touches: [{ clientX: 500 }] });
    expect(at()).toBe('96');
    fireEvent.touchEnd(handle());
    fireEvent.touchMove(handle(), { touches: [{ clientX: 10 }] });
    expect(at()).toBe('96');
  });

  it('follows a mouse that holds it, and none that passes over', async () => {
    show();
    const area = document.querySelector('.compare')!;
    fireEvent.mouseMove(area, { clientX: 20 });
    expect(at()).toBe('50');
    await take(() => fireEvent.mouseDown(handle(), { clientX: 50 }));
    fireEvent.mouseMove(area, { clientX: 20 });
    expect(at()).toBe('20');
    fireEvent.mouseUp(area);
    fireEvent.mouseMove(area, { clientX: 70 });
    expect(at()).toBe('20');
  });

  it('is moved by arrow keys', () => {
    show();
    fireEvent.keyDown(handle(), { key: 'ArrowRight' });
    expect(at()).toBe('55');
    fireEvent.keyDown(handle(), { key: 'ArrowLeft' });
    fireEvent.keyDown(handle(), { key: 'ArrowLeft' });
    expect(at()).toBe('45');
    fireEvent.keyDown(handle(), { key: 'Home' });
    expect(at()).toBe('4');
    fireEvent.keyDown(handle(), { key: 'a' });
    expect(at()).toBe('4');
  });

  it('opens a picture that is tapped, and nothing when the line is', () => {
    const onOpen = show();
    fireEvent.click(handle());
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText('整改前 11月18日'));
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('knows nothing of a box without width', () => expect(positionOf(10, { left: 0, width: 0 })).toBe(50));
});
