import { render, screen } from '@testing-library/react';
import { Light } from '../../../src/components/light';

describe('Light', () => {
  it.each([
    ['normal', '正常'],
    ['behind', '滞后'],
    ['overdue', '逾期'],
    ['no_data', '无数据'],
    ['done', '已完成'],
  ] as const)('says %s in words beside a shape of its own', (state, word) => {
    render(<Light state={state} />);
    const light = screen.getByText(word);
    expect(light.className).toContain(`light-${state}`);
  });

  it('keeps the meaning of the shape audible where other words stand beside it', () => {
    render(<Light state="behind">还剩 3 天</Light>);
    expect(screen.getByLabelText('滞后 还剩 3 天').textContent).toBe('还剩 3 天');
  });

  it('does not say its word twice', () => {
    render(<Light state="overdue">逾期 1 天</Light>);
    expect(screen.getByLabelText('逾期 1 天')).toBeTruthy();
  });
});
